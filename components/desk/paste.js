// @ts-check
// A page that is pasted into the dialog's text brings its formatting along: it is sent as markup, and comes back as paragraphs.

/** @typedef {{data: [{label: string, title: string}], parentElement: HTMLElement,
 *   setTriggerValue: (name: string, value: object) => void}} Args label, title: what the two fields are called */

const LONGEST = 4_000_000; // characters of markup that are sent; of more, the plain text is pasted
const BLOCKS = /<(?:p|h[1-6]|li|br|div|blockquote|tr)\b/i;

/** @param {Args} args */
export default function mount(args) {
  const { label, title } = args.data[0];

  /** @param {ClipboardEvent} event */
  const paste = (event) => {
    const box = event.target;
    if (!(box instanceof HTMLTextAreaElement) || box.getAttribute("aria-label") !== label) return;
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!BLOCKS.test(html) || html.length > LONGEST) return; // what has no blocks is a text like any other
    event.preventDefault();
    const named = box.closest('[role="dialog"]')?.querySelector(`input[aria-label="${title}"]`);
    args.setTriggerValue("paste", {
      html,
      before: box.value.slice(0, box.selectionStart),
      after: box.value.slice(box.selectionEnd),
      title: named instanceof HTMLInputElement ? named.value : "",
    });
  };
  document.addEventListener("paste", paste, true);
  return () => document.removeEventListener("paste", paste, true);
}
