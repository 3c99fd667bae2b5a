"""Which words on a page are cut: by their box, at the edge of a drawing, or by three dots."""

from playwright.sync_api import Page

__all__ = ["cut_text"]

_CUT_TEXT = """
() => {
  const seen = (el) => el.checkVisibility({ visibilityProperty: true });
  const own = (el) => [...el.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
  const texts = [...document.body.querySelectorAll("*")]
    .filter((el) => !el.closest("script, style") && own(el) && seen(el));
  const found = [];
  for (const el of texts) {
    const box = el.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || el.closest(".qi-unseen, .visually-hidden")) continue;
    if (/[^ …]…$/.test(own(el))) found.push(["dots", own(el)]);
    const svg = el.ownerSVGElement;
    if (svg) {
      const all = svg.getBoundingClientRect();
      if (box.left < all.left - 2 || box.right > all.right + 2 || box.top < all.top - 2 ||
          box.bottom > all.bottom + 2) found.push(["edge", own(el)]);
      continue;
    }
    for (let holder = el; holder !== document.body; holder = holder.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(holder);
      const hides = (way) => way === "hidden" || way === "clip";
      const inner = holder.getBoundingClientRect();
      if ((hides(overflowX) && (box.right > inner.right + 2 || box.left < inner.left - 2)) ||
          (hides(overflowY) && (box.bottom > inner.bottom + 2 || box.top < inner.top - 2)) ||
          (holder === el && hides(overflowX) && el.scrollWidth > el.clientWidth + 1)) {
        found.push(["box", own(el)]);
        break;
      }
    }
  }
  const pen = document.createElement("canvas").getContext("2d");
  const fields = "select, textarea, " +
    "input:not([type=radio], [type=checkbox], [type=file], [type=hidden])";
  for (const el of [...document.querySelectorAll(fields)].filter(seen)) {
    const style = getComputedStyle(el);
    pen.font = style.font;
    const room = el.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const text = el.selectedOptions?.[0]?.text ?? (el.value || el.placeholder);
    const isDate = ["date", "month"].includes(el.type);
    const width = isDate ? pen.measureText("00/00/0000").width + 24 : pen.measureText(text).width;
    if (el.matches("textarea") ? el.scrollHeight > el.clientHeight + 2 : width > room + 2)
      found.push(["field", text || el.type]);
  }
  return found;
}
"""


def cut_text(page: Page) -> list[list[str]]:
    """List the words that can be seen only in part, each with what cuts them."""
    found: list[list[str]] = page.evaluate(_CUT_TEXT)
    return found
