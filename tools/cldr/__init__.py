"""How the tables of CLDR in leaflets/assets/cldr are made."""
