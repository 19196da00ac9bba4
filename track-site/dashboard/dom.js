/*
 * Makes elements. Text gets in through text nodes and attributes only, so whatever the API returns is shown as text.
 */

/** An element; `props` are attributes, `on` listeners, `data` data attributes. Absent children and values are left out. */
export function el(name, props = {}, ...children) {
    return fill(document.createElement(name), props, children);
}

/** The same in SVG. */
export function svg(name, props = {}, ...children) {
    return fill(document.createElementNS('http://www.w3.org/2000/svg', name), props, children);
}

function fill(made, props, children) {
    for (const [key, value] of Object.entries(props)) {
        if (key === 'on') {
            Object.entries(value).forEach(([event, listener]) => made.addEventListener(event, listener));
        } else if (key === 'data') {
            Object.entries(value).forEach(([part, text]) => made.dataset[part] = text);
        } else if (value !== undefined && value !== null && value !== false) {
            made.setAttribute(key, value === true ? '' : value);
        }
    }
    made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
    return made;
}

/** Text a stranger may have written, kept from turning the line around it. */
export function bdi(text) {
    return el('bdi', {}, text);
}

export function byId(id) {
    return document.getElementById(id);
}

/** Puts `children` in the place of what was there, and the focus back where it was, by `data-key`. */
export function redraw(parent, ...children) {
    const key = parent.contains(document.activeElement) && document.activeElement.dataset.key;
    parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
    if (key) {
        const again = [...parent.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key);
        again?.focus();
    }
}

/** Tells those who do not see the page. */
export function aloud(text) {
    byId('announce').textContent = text;
}
