/** Prism would look for code on the page and highlight it, unless a global of this shape is there when it is loaded. */
Object.assign(globalThis, { Prism: { manual: true } });
