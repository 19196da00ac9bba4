/* Health at a glance: what became of a day's messages. */
import {bdi, el, redraw} from './dom.js';
import {count, duration, hourOf, plural, time, timeOf} from './format.js';
import {bars, KINDS, lanes, legend, patterns, stacked} from './charts.js';
import {read} from './requests.js';

/** A trigger that waits longer than this waits for something. */
const SLOW_QUEUE_SECONDS = 120;

let place, summary, etag, problem;

export function make() {
    place = el('div', {class: 'page wide'});
    summary = etag = problem = null;
    return place;
}

export async function update() {
    const answer = await read('/health-summary', etag);
    if (answer.kind === 'answer' && answer.status === 200) {
        summary = answer.body;
        etag = answer.etag;
        problem = null;
    } else if (!(answer.kind === 'answer' && answer.status === 304)) {
        problem = summary ? 'The numbers cannot be renewed right now; these are from ' + timeOf(summary.to) + '.' : 'The numbers cannot be read right now.';
    }
    draw();
}

function draw() {
    const open = [...place.querySelectorAll('details')].map((each) => each.open);
    redraw(place, el('h1', {}, 'Health, the last 24 hours'),
        problem && el('p', {class: 'problem', role: 'alert'}, problem), summary && pictures());
    [...place.querySelectorAll('details')].forEach((each, index) => each.open = open[index] || false);
}

function pictures() {
    const total = (kind) => summary.routes.reduce((sum, route) => sum + route[kind], 0);
    const waits = summary.timeToDelivery;
    const age = summary.queue.oldestSince ? (Date.now() - Date.parse(summary.queue.oldestSince)) / 1000 : 0;
    return [patterns(),
        el('ul', {class: 'tiles', role: 'list'},
            tile('Delivered', count(total('delivered')), 'texts, by the carriers’ word', 'good', '✓'),
            tile('Emailed', count(total('emailed')), 'where no text got through', 'mail', '✉'),
            tile('Failed', count(total('failed')), 'attempts; the next route took over', total('failed') ? 'bad' : 'soft', '✕'),
            tile('Time to delivery', waits.p50Seconds === null ? '–' : duration(waits.p50Seconds),
                waits.p90Seconds === null ? 'nothing was delivered' : 'for half of them; ' + duration(waits.p90Seconds) + ' for nine in ten', 'soft', '◷'),
            tile('Queue', summary.queue.waiting ? duration(age) : 'empty',
                summary.queue.waiting ? 'waited the oldest of ' + plural(summary.queue.waiting, 'text') + ' that no carrier has yet' : 'nothing waits to be sent',
                age > SLOW_QUEUE_SECONDS ? 'bad' : 'good', age > SLOW_QUEUE_SECONDS ? '!' : '✓'),
            tile('To call', count(summary.toCall), summary.toCall ? 'reached by nothing' : 'nobody', summary.toCall ? 'bad' : 'good', summary.toCall ? '!' : '✓')),
        legend(),
        stacked('By the hour', 'All routes together; the last column is the hour that runs.', summary.hours.map((each) => ({
            label: hourOf(each.hour), values: Object.fromEntries(KINDS.map(([kind]) => [kind, each.routes.reduce((sum, route) => sum + route[kind], 0)]))
        }))),
        lanes('By route', 'Every attempt counts, so a text that failed once and arrived then is in two of these.',
            summary.routes.map((route) => ({label: route.route, values: route}))),
        el('div', {class: 'side-by-side'}, summary.routes.map((route) => stacked(route.route + ', by the hour', 'This route alone.', summary.hours.map((each) => ({
            label: hourOf(each.hour), values: each.routes.find((one) => one.route === route.route) || {}
        }))))),
        el('div', {class: 'side-by-side'},
            bars('Time to delivery', plural(waits.count, 'text') + ', from the status change to the carrier’s word.', waits.buckets.map((bucket) => ({
                label: bucket.upToSeconds === null ? 'longer' : 'up to ' + duration(bucket.upToSeconds), value: bucket.count
            })), 'delivered'),
            summary.rejections.length ? bars('Said no', 'Carriers’ codes, the most frequent first.', summary.rejections.map((each) => ({
                label: String(each.code), note: bdi(each.meaning), value: each.count
            })), 'failed') : el('figure', {class: 'chart'}, el('figcaption', {}, el('h2', {}, 'Said no'), el('p', {class: 'soft'}, 'No carrier refused anything.')))),
        el('p', {class: 'soft'}, 'From ', time(summary.from), ' to ', time(summary.to), '.')];
}

function tile(name, value, words, tone, sign) {
    return el('li', {class: 'tile', data: {tone}}, el('span', {class: 'tile-name'}, el('span', {class: 'sign', 'aria-hidden': 'true'}, sign), ' ', name),
        el('span', {class: 'tile-value'}, value), el('span', {class: 'soft'}, words));
}
