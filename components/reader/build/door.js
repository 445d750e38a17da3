/* Dateline's reader. Built from components/reader/frontend; do not edit. */

var t=Symbol.for("dateline.reader.house");function u(){let e=window,n=new Map;return e[t]??={mount:null,unmount:o=>n.delete(o),waiting:n}}function r(e){let n=u();return n.mount?n.mount(e):n.waiting.set(e.parentElement,e),()=>n.unmount(e.parentElement)}export{r as default,u as house};
