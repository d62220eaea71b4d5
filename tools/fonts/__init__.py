"""How the files of ``leaflets/assets/fonts`` are made from what their makers published."""
