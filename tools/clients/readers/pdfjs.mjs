// Reads PDF files with pdf.js as Firefox does when everything is copied (PDFViewer.getAllText): the strings of
// getTextContent and a line end behind each that has one. In: the folder of pdfjs-dist, then files. Out: a line
// of JSON for each file.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// What pdf.js draws with; no text comes from it, and node has none of it.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) {
  globalThis[name] ??= class {};
}
Promise.withResolvers ??= function () {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

const [, , folder, ...files] = process.argv;
const pdfjs = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href);
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const task = pdfjs.getDocument({ data, verbosity: 0 });
  const document = await task.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
  }
  console.log(JSON.stringify(pages));
  await task.destroy();
}
