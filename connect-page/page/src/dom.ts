type Child = Node | string | null | undefined | false;
type Properties = Record<string, string | boolean | number | ((event: never) => void) | undefined>;

/**
 * An element with its attributes and children. Text is only ever set as text. A member that begins with `on` is a
 * listener; false and undefined leave an attribute out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Pictures that mean nothing to a screen reader: the words beside them say it. */
const PATHS = {
  check: 'M4 8.5l2.7 2.7L12 5.5',
  alert: 'M8 4.5v4.2M8 11.4v.1',
  wait: 'M8 4.4V8l2.4 1.6',
  none: 'M5 8h6',
} as const;

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg as SVGSVGElement;
}

/**
 * Puts new children in place of the old. Focus that was within goes to the new element with the same `data-focus`,
 * else to the given one: a keyboard never loses its place.
 */
export function replace(parent: HTMLElement, children: Child[], fallback: HTMLElement): void {
  const held = parent.contains(document.activeElement) ? document.activeElement : null;
  parent.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
  if (held && !held.isConnected) {
    const name = held.getAttribute('data-focus');
    const heir = name ? parent.querySelector<HTMLElement>(`[data-focus="${name}"]:not([disabled])`) : null;
    (heir ?? parent.querySelector<HTMLElement>('[data-focus]:not([disabled])') ?? fallback).focus();
  }
}
