/* Trailers: where they are, on a sketch without a map server, and whose they are, as a list. */
import {bdi, el, redraw, svg} from './dom.js';
import {time} from './format.js';
import {statusOf} from './words.js';
import {hrefTo} from './address.js';
import {ask} from './source.js';

const WIDTH = 640;
const HEIGHT = 400;
const MARGIN = 48;
const MILES_PER_DEGREE = 69.05;
/** A yard is a point on this sketch. */
const SAME_PLACE = 40;

let place;

export function make() {
    place = el('div', {class: 'page wide'});
    return place;
}

export async function update() {
    const trailers = await ask('trailers');
    if (trailers) {
        redraw(place, el('h1', {}, 'Trailers'),
            trailers.length === 0 && el('p', {class: 'soft'}, 'No trailer is known yet: one appears when a job names it.'),
            trailers.length > 0 && el('div', {class: 'trailers'}, sketch(trailers.filter((each) => each.position)), list(trailers)));
    }
}

function list(trailers) {
    return el('div', {class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': 'Trailers and their jobs'},
        el('table', {}, el('thead', {}, el('tr', {}, ['Trailer', 'Where', 'Seen', 'Job'].map((head) => el('th', {scope: 'col'}, head)))),
            el('tbody', {}, trailers.map((each) => el('tr', {},
                el('th', {scope: 'row'}, bdi(each.vin)),
                el('td', {}, bdi(each.location || 'unknown'), each.position && el('div', {class: 'soft'},
                    each.position.latitude.toFixed(4) + ', ' + each.position.longitude.toFixed(4))),
                el('td', {}, each.position?.at ? time(each.position.at) : '–'),
                el('td', {}, each.job
                    ? [el('a', {href: hrefTo({view: 'jobs', state: 'all', q: '', job: each.job.jobId}), 'data-go': true, data: {key: each.vin}}, bdi(each.job.jobId)),
                        el('div', {class: 'soft'}, bdi(each.job.name), ', ', statusOf(each.job.status).label.toLowerCase())]
                    : each.assignedJob ? bdi(each.assignedJob) : 'Free'))))));
}

/** North is up; distances are right, the land is left out. */
function sketch(trailers) {
    if (trailers.length === 0) {
        return null;
    }
    const latitudes = trailers.map((each) => each.position.latitude);
    const longitudes = trailers.map((each) => each.position.longitude);
    const middle = [mid(latitudes), mid(longitudes)];
    const shrink = Math.cos(middle[0] * Math.PI / 180);
    const span = Math.max(spread(latitudes) * WIDTH / HEIGHT, spread(longitudes) * shrink, 0.01);
    const scale = (WIDTH - 2 * MARGIN) / span;
    const at = ({latitude, longitude}) => [WIDTH / 2 + (longitude - middle[1]) * shrink * scale, HEIGHT / 2 - (latitude - middle[0]) * scale];
    const words = 'A sketch of where ' + trailers.length + ' trailers are; the list beside it says the same.';
    return el('figure', {class: 'sketch'},
        svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words},
            grid(), places(trailers, at).map(marker), bar(scale)),
        el('figcaption', {class: 'soft'}, 'A sketch, north up. Filled: with a job. Ring: free.'));
}

const mid = (values) => (Math.min(...values) + Math.max(...values)) / 2;
const spread = (values) => Math.max(...values) - Math.min(...values);

/** Trailers that stand together are one mark with all their names. */
function places(trailers, at) {
    const marks = [];
    for (const trailer of trailers) {
        const [x, y] = at(trailer.position);
        const near = marks.find((mark) => Math.hypot(mark.x - x, mark.y - y) < SAME_PLACE);
        if (near) {
            near.trailers.push(trailer);
        } else {
            marks.push({x, y, trailers: [trailer]});
        }
    }
    return marks;
}

function marker({x, y, trailers}) {
    const busy = trailers.some((each) => each.job || each.assignedJob);
    const names = trailers.map((each) => each.vin.replace(/-GPS$/, '')).join(', ');
    const left = x > WIDTH * 0.7;
    return svg('g', {class: busy ? 'mark busy' : 'mark'},
        svg('circle', {cx: x, cy: y, r: 9}),
        svg('text', {x: left ? x - 16 : x + 16, y: y + 1, 'text-anchor': left ? 'end' : 'start', class: 'name'}, names),
        svg('text', {x: left ? x - 16 : x + 16, y: y + 1, dy: '1.25em', 'text-anchor': left ? 'end' : 'start', class: 'where'}, trailers[0].location || ''));
}

function grid() {
    const lines = [];
    for (let x = 0; x <= WIDTH; x += 80) {
        lines.push(svg('line', {x1: x, y1: 0, x2: x, y2: HEIGHT}));
    }
    for (let y = 0; y <= HEIGHT; y += 80) {
        lines.push(svg('line', {x1: 0, y1: y, x2: WIDTH, y2: y}));
    }
    return svg('g', {class: 'grid'}, lines);
}

/** A round number of miles. */
function bar(scale) {
    const perMile = scale / MILES_PER_DEGREE;
    const miles = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 500].find((each) => each * perMile > 60) || 1000;
    return svg('g', {class: 'scale'},
        svg('path', {d: `M20 ${HEIGHT - 26}v6h${miles * perMile}v-6`}),
        svg('text', {x: 24, y: HEIGHT - 26}, miles + (miles === 1 ? ' mile' : ' miles')));
}
