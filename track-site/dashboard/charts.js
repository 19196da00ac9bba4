/*
 * Charts as SVG. Kinds differ by pattern and place as well as by colour, every bar says its number, and a table of the
 * same numbers stands below each picture.
 */
import {el, svg} from './dom.js';
import {count} from './format.js';

export const KINDS = [['delivered', 'Delivered'], ['emailed', 'Emailed'], ['unconfirmed', 'Not confirmed'], ['failed', 'Failed']];

const WIDTH = 720;
const HEIGHT = 190;
const BOTTOM = 24;
const TOP = 14;

/** The patterns, once per page. */
export function patterns() {
    const pattern = (id, ...marks) => svg('pattern', {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse'},
        svg('rect', {width: 6, height: 6, class: 'fill'}), marks);
    return svg('svg', {width: 0, height: 0, 'aria-hidden': 'true', class: 'patterns'}, svg('defs', {},
        pattern('p-emailed', svg('circle', {cx: 3, cy: 3, r: 1.4, class: 'ink'})),
        pattern('p-unconfirmed', svg('path', {d: 'M0 3h6', class: 'ink'})),
        pattern('p-failed', svg('path', {d: 'M0 6 6 0M-1 1 1-1M5 7 7 5', class: 'ink'}))));
}

export function legend() {
    return el('ul', {class: 'legend', role: 'list'}, KINDS.map(([kind, label]) => el('li', {},
        svg('svg', {width: 18, height: 14, 'aria-hidden': 'true'}, svg('rect', {width: 18, height: 14, class: kind})), ' ', label)));
}

function figure(title, words, picture, table) {
    return el('figure', {class: 'chart'}, el('figcaption', {}, el('h2', {}, title), el('p', {class: 'soft'}, words)), picture,
        el('details', {}, el('summary', {}, 'The numbers'), el('div', {class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': title + ', as a table'}, table)));
}

function table(heads, rows) {
    return el('table', {}, el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, head)))),
        el('tbody', {}, rows.map(([first, ...rest]) => el('tr', {}, el('th', {scope: 'row'}, first), rest.map((each) => el('td', {class: 'number'}, each))))));
}

/** Stacked columns: `columns` are {label, values: {kind: n}}. */
export function stacked(title, words, columns) {
    const sums = columns.map(({values}) => KINDS.reduce((sum, [kind]) => sum + (values[kind] || 0), 0));
    const highest = Math.max(1, ...sums);
    const step = WIDTH / columns.length;
    const unit = (HEIGHT - BOTTOM - TOP) / highest;
    const every = Math.ceil(columns.length / 8);
    const bars = columns.map((column, index) => {
        let y = HEIGHT - BOTTOM;
        return svg('g', {}, svg('title', {}, column.label + ': ' + KINDS.map(([kind, label]) => column.values[kind] ? column.values[kind] + ' ' + label.toLowerCase() : '')
            .filter(Boolean).join(', ')), KINDS.map(([kind]) => {
            const height = (column.values[kind] || 0) * unit;
            y -= height;
            return height > 0 && svg('rect', {x: index * step + 2, y, width: step - 4, height, class: kind});
        }), sums[index] > 0 && svg('text', {x: (index + 0.5) * step, y: y - 3, class: 'value'}, count(sums[index])),
        index % every === 0 && svg('text', {x: (index + 0.5) * step, y: HEIGHT - 6, class: 'axis'}, column.label));
    });
    return figure(title, words,
        svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title + '. ' + words, class: 'columns'},
            svg('path', {d: `M0 ${HEIGHT - BOTTOM}H${WIDTH}`, class: 'base'}), bars),
        table(['', ...KINDS.map(([, label]) => label)], columns.map((column) => [column.label, ...KINDS.map(([kind]) => count(column.values[kind] || 0))])));
}

/** One stacked bar per row: `rows` are {label, values: {kind: n}}. */
export function lanes(title, words, rows) {
    const sums = rows.map(({values}) => KINDS.reduce((sum, [kind]) => sum + (values[kind] || 0), 0));
    const highest = Math.max(1, ...sums);
    const picture = el('div', {class: 'lanes'}, rows.map((row, index) => {
        let x = 0;
        const said = KINDS.filter(([kind]) => row.values[kind]).map(([kind, label]) => count(row.values[kind]) + ' ' + label.toLowerCase()).join(', ') || 'nothing';
        return el('div', {class: 'lane'}, el('div', {class: 'lane-words'}, el('strong', {}, row.label), ' ', el('span', {class: 'soft'}, said)),
            svg('svg', {viewBox: '0 0 720 18', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, KINDS.map(([kind]) => {
                const width = (row.values[kind] || 0) / highest * 720;
                x += width;
                return width > 0 && svg('rect', {x: x - width, y: 0, width, height: 18, class: kind});
            })));
    }));
    return figure(title, words, picture, table(['', ...KINDS.map(([, label]) => label)],
        rows.map((row) => [row.label, ...KINDS.map(([kind]) => count(row.values[kind] || 0))])));
}

/** Plain bars with their words: `rows` are {label, note, value}. */
export function bars(title, words, rows, kind) {
    const highest = Math.max(1, ...rows.map((row) => row.value));
    return el('figure', {class: 'chart'}, el('figcaption', {}, el('h2', {}, title), el('p', {class: 'soft'}, words)),
        el('ul', {class: 'bars', role: 'list'}, rows.map((row) => el('li', {},
            el('span', {class: 'bar-label'}, row.label, row.note && el('span', {class: 'soft'}, ' ', row.note)),
            svg('svg', {viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
                svg('rect', {width: row.value / highest * 100, height: 10, class: kind})),
            el('span', {class: 'number'}, count(row.value))))));
}
