// Elements whose words stand out too little from their ground, as both are painted, by name and
// class. WCAG 2.2 asks for a ratio of 4.5 where letters are not large.
(() => {
  const parsed = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const light = ([red, green, blue]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parsed(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const speaks = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
    element.checkVisibility() &&
    !element.closest(":disabled, .unseen, .skip, svg, [aria-hidden]");
  const ratio = (element) => {
    const both = [light(parsed(getComputedStyle(element).color)), light(ground(element))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => speaks(element) && ratio(element) < 4.5)
    .map((element) => `${element.tagName} ${element.className}`);
})();
