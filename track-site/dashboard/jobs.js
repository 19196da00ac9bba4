/* The jobs: filters, search, the list, and beside it the job that is open. */
import {bdi, byId, el, redraw} from './dom.js';
import {briefly, count, time} from './format.js';
import {statusOf} from './words.js';
import {address, go, hrefTo} from './address.js';
import {jobView} from './job.js';
import {underWay} from './outbox.js';
import {ask} from './source.js';
import {windowed} from './rows.js';

const FILTERS = [['active', 'Active'], ['queued', 'Booked'], ['dispatched', 'On the way'], ['completed', 'Done'],
    ['cancelled', 'Cancelled'], ['attention', 'Needs you'], ['all', 'All']];
const narrow = matchMedia('(max-width: 52rem)');

let filters, search, list, empty, detail, drawn;

/** Makes the view's frame; `update` fills it and may be called whenever something changed. */
export function make() {
    drawn = null;
    filters = el('div', {class: 'filters', role: 'group', 'aria-label': 'Filter'});
    search = el('input', {
        id: 'search', type: 'search', placeholder: 'Search', 'aria-label': 'Search jobs by name, number, address, load or trailer',
        autocomplete: 'off', spellcheck: 'false', value: address().q,
        on: {input: () => go({q: search.value}, true), keydown: leaveSearch}
    });
    list = windowed({
        label: 'Jobs', rowHeight: () => narrow.matches ? 84 : 52, draw: row,
        fetch: async (from, amount) => {
            const {state, q} = address();
            const answer = await ask('window', {filter: state, search: q, from, count: amount});
            if (answer) {
                drawCounts(answer);
            }
            return answer;
        }
    });
    narrow.onchange = () => list.refresh();
    empty = el('div', {class: 'empty', hidden: true});
    detail = el('section', {class: 'detail', id: 'detail', 'aria-label': 'The job'});
    return el('div', {class: 'jobs'},
        el('h1', {class: 'visually-hidden'}, 'Jobs'),
        el('section', {class: 'list', 'aria-label': 'Jobs'},
            el('div', {class: 'tools'},
                el('label', {class: 'search'}, el('span', {class: 'glass', 'aria-hidden': 'true'}, '⌕'), search,
                    el('kbd', {'aria-hidden': 'true'}, '/')), filters),
            empty, list.element),
        detail);
}

function leaveSearch(event) {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault();
        list.goTo(0);
    } else if (event.key === 'Escape' && search.value) {
        event.preventDefault();
        search.value = '';
        go({q: ''}, true);
    }
}

export function focusSearch() {
    byId('search')?.focus();
    byId('search')?.select();
}

/** After a move, a new document or a change under way. */
export async function update() {
    const {state, q, job} = address();
    if (search.value !== q) {
        search.value = q;
    }
    const what = state + '\n' + q;
    const isNew = what !== drawn;
    const answer = await (isNew ? list.reset() : list.refresh());
    if (answer && address().view === 'jobs') {
        drawn = what;
        drawEmpty(answer);
        if (isNew) {
            filters.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
        }
        document.querySelector('.jobs')?.classList.toggle('open', Boolean(job));
        jobView(detail, job, closeJob);
    }
}

/** Back to the list, and the row that was open. */
async function closeJob() {
    const {state, q, job} = address();
    go({job: ''});
    const position = await ask('find', {filter: state, search: q, id: job});
    list.goTo(Math.max(0, position));
}

function drawCounts({counts}) {
    redraw(filters, FILTERS.map(([name, label]) => el('a', {
        class: 'chip', href: hrefTo({state: name}), 'data-go': true, data: {key: name},
        'aria-current': address().state === name ? 'true' : undefined
    }, label, ' ', el('span', {class: 'count'}, count(counts[name] || 0)))));
}

function drawEmpty({total, counts}) {
    const {q} = address();
    empty.hidden = total > 0;
    const elsewhere = q && counts.all > 0;
    redraw(empty, total > 0 ? [] : [
        el('p', {}, q ? ['Nothing matches ', bdi('“' + q + '”'), ' here.'] : 'No jobs here.'),
        elsewhere && el('p', {}, el('a', {href: hrefTo({state: 'all'}), 'data-go': true}, count(counts.all) + ' among all jobs')),
        q && !elsewhere && /^[\w-]{1,40}$/.test(q) && el('p', {},
            el('a', {href: hrefTo({job: q}), 'data-go': true}, 'Look it up in the archive'))]);
}

function row(job) {
    const status = statusOf(job.status);
    const change = underWay(job.id);
    const open = address().job === job.id;
    return el('a', {
        class: 'row', href: hrefTo({job: job.id}), 'data-go': true, data: {key: job.id},
        'aria-current': open ? 'true' : undefined
    },
    change
        ? el('span', {class: 'status pending'}, el('span', {class: 'sign', 'aria-hidden': 'true'}, '→'), ' ', statusOf(change.status).label + '…')
        : el('span', {class: 'status', data: {status: job.status}}, el('span', {class: 'sign', 'aria-hidden': 'true'}, status.sign), ' ', status.label),
    el('span', {class: 'who'}, bdi(job.name)),
    el('span', {class: 'load'}, bdi([job.what, job.where].filter(Boolean).join(' · '))),
    el('span', {class: 'id'}, bdi(job.id)),
    job.told
        ? el('span', {class: 'told', data: {tone: job.told.tone}}, el('span', {class: 'sign', 'aria-hidden': 'true'}, job.told.sign), ' ', job.told.label)
        : el('span', {class: 'told'}, 'Not told yet'),
    el('span', {class: 'at'}, time(job.since, briefly)));
}
