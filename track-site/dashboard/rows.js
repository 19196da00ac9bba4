/*
 * A list of which only the rows in sight exist, however long it is. The rows come from elsewhere and may take a moment;
 * until then the old ones stay. One row is in the tab order, the arrow keys move on from it.
 */
import {el} from './dom.js';

const BEYOND = 8;

/**
 * `fetch(from, count)` resolves to {total, from, rows}; `draw(row)` makes the content of a row, a link or button
 * with data-key. Returns what steers the list.
 */
export function windowed({label, rowHeight, fetch, draw}) {
    const list = el('ul', {class: 'rows', role: 'list', 'aria-label': label});
    const frame = el('div', {class: 'scroller', tabindex: '-1'}, list);
    let total = 0;
    let current = 0;
    let asked = 0;
    let planned = false;

    function span() {
        const from = Math.max(0, Math.floor(frame.scrollTop / rowHeight()) - BEYOND);
        return {from, count: Math.ceil((frame.clientHeight || 600) / rowHeight()) + 2 * BEYOND};
    }

    async function refresh() {
        planned = false;
        const turn = ++asked;
        const {from, count} = span();
        const answer = await fetch(from, count);
        if (answer && turn === asked) {
            show(answer);
        }
        return answer;
    }

    function show(answer) {
        total = answer.total;
        current = Math.max(0, Math.min(current, total - 1));
        const focused = frame.contains(document.activeElement);
        list.style.height = total * rowHeight() + 'px';
        list.replaceChildren(...answer.rows.map((row, index) => item(row, answer.from + index)));
        if (focused) {
            focusCurrent();
        }
    }

    function item(row, position) {
        const content = draw(row);
        content.tabIndex = position === current ? 0 : -1;
        const made = el('li', {'aria-setsize': total, 'aria-posinset': position + 1}, content);
        made.style.transform = `translateY(${position * rowHeight()}px)`;
        made.style.height = rowHeight() + 'px';
        content.dataset.position = position;
        return made;
    }

    function plan() {
        if (!planned) {
            planned = true;
            requestAnimationFrame(refresh);
        }
    }

    function focusCurrent() {
        const content = list.querySelector(`[data-position="${current}"]`);
        // A row that was scrolled out of sight leaves the focus with the frame, where the arrow keys lead back to it.
        (content || frame).focus({preventScroll: true});
    }

    /** Makes a row the current one, in sight and, if asked, focused. */
    async function goTo(position, focus = true) {
        current = Math.max(0, Math.min(position, total - 1));
        const top = current * rowHeight();
        if (top < frame.scrollTop) {
            frame.scrollTop = top;
        } else if (top + rowHeight() > frame.scrollTop + frame.clientHeight) {
            frame.scrollTop = top + rowHeight() - frame.clientHeight;
        }
        if (focus) {
            // At once, for whoever types on: Enter must not open the row before.
            focusCurrent();
        }
        await refresh();
        if (focus) {
            focusCurrent();
        }
    }

    frame.addEventListener('scroll', plan, {passive: true});
    frame.addEventListener('keydown', (event) => {
        const page = Math.floor(frame.clientHeight / rowHeight());
        const steps = {ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, Home: -total, End: total};
        if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            goTo(current + steps[event.key]);
        }
    });
    list.addEventListener('focusin', (event) => {
        current = Number(event.target.closest('[data-position]')?.dataset.position ?? current);
    });
    let height = null;
    new ResizeObserver(() => {
        if (height !== null && height !== frame.clientHeight) {
            plan();
        }
        height = frame.clientHeight;
    }).observe(frame);

    return {
        element: frame, refresh, goTo,
        reset() {
            current = 0;
            frame.scrollTop = 0;
            return refresh();
        }
    };
}
