/* The dispatch console: starts everything, switches views, and keeps the document fresh while somebody looks. */
import {aloud, byId, el, redraw} from './dom.js';
import {count, shortly} from './format.js';
import {address, hrefTo, onMove} from './address.js';
import {ask, onNews, restart} from './source.js';
import {forgetToken, token} from './session.js';
import {begin, onChange, retry} from './outbox.js';
import {askToPause, drawPause} from './pause.js';
import {drawOutbox} from './toasts.js';
import {listenToKeys} from './keys.js';
import * as jobs from './jobs.js';

/** `local` needs the document only; the others ask the API each time. The first rows do not wait for other views. */
const VIEWS = {
    jobs: {label: 'Jobs', load: async () => jobs, local: true},
    calls: {label: 'To call', load: () => import('./calls.js'), local: true},
    numbers: {label: 'Numbers', load: () => import('./numbers.js')},
    trailers: {label: 'Trailers', load: () => import('./trailers.js'), local: true},
    health: {label: 'Health', load: () => import('./health.js')}
};
const signIn = async (...how) => (await import('./sign-in.js')).askForToken(...how);
const REFRESH_EVERY = 10000;

let shownView = '';
let shown = null;
let known = {toCall: 0, sending: null};
let freshness = {};
let timer = 0;

/** The view that the address names, filled as far as is known. */
async function drawView() {
    const {view, job} = address();
    const module = await VIEWS[view].load();
    if (view !== address().view) {
        return;
    }
    if (view !== shownView) {
        shownView = view;
        shown = module;
        redraw(byId('main'), shown.make());
        aloud(VIEWS[view].label);
    }
    drawFrame();
    document.title = (known.sending?.paused ? '‖ PAUSED · ' : '') + (view === 'jobs' && job ? job + ' · ' : '') + VIEWS[view].label + ' · QuickDumpNow Dispatch';
    await shown.update();
}

/** After the first rows, so that every view is there when the connection is gone. What fails is loaded when it is wanted. */
function loadOthers() {
    Object.values(VIEWS).forEach(({load}) => load().catch(() => {}));
}

function drawFrame() {
    redraw(byId('views'), Object.entries(VIEWS).map(([name, {label}]) => el('a', {
        href: hrefTo({view: name, job: '', q: '', state: ''}), 'data-go': true, data: {key: name}, 'aria-current': address().view === name ? 'page' : undefined
    }, label, name === 'calls' && known.toCall > 0 && [' ', el('span', {class: 'badge'}, count(known.toCall))])));
    drawPause(known.sending);
    byId('sample').hidden = Boolean(token());
    byId('sign-out').hidden = !token();
    drawFreshness();
}

const PROBLEMS = {
    offline: 'No connection',
    down: 'The service has trouble',
    token: 'Not signed in'
};

function drawFreshness() {
    const {problem, at, source} = freshness;
    const since = at ? shortly(at) : '';
    byId('freshness').dataset.state = problem || source || '';
    byId('freshness').textContent = problem ? '! ' + PROBLEMS[problem] + (since ? ', as of ' + since : '')
        : source === 'sample' ? 'Sample data' : source === 'cache' ? 'As of ' + since + ', renewing…' : since ? '✓ Up to date, ' + since : 'Loading…';
}

function hear(news) {
    if (news.problem) {
        freshness = {...freshness, problem: news.problem};
        if (news.problem === 'token') {
            rejected();
        }
    } else {
        freshness = {source: news.source, at: news.at};
    }
    if (news.changed) {
        known = news;
        drawView().then(loadOthers);
    } else {
        drawFreshness();
    }
}

function rejected() {
    forgetToken();
    start();
    signIn(start, 'That token is not accepted. It may have been replaced.');
}

function start() {
    freshness = {};
    drawFrame();
    restart();
    retry();
}

async function refresh() {
    clearTimeout(timer);
    if (!document.hidden) {
        await ask('refresh');
        if (!VIEWS[shownView]?.local) {
            await shown?.update();
        }
        timer = setTimeout(refresh, REFRESH_EVERY);
    }
}

begin(token, (change) => ask('sample', {method: change.method, path: change.path, body: change.body}));
onMove(drawView);
let under = '';
onChange((changes, settled) => {
    drawOutbox(changes, settled);
    const now = changes.map((each) => each.key + each.state).join();
    if (now !== under) {
        under = now;
        if (settled?.state === 'done' || settled?.state === 'refused') {
            refresh();
        }
        (shown?.draw || VIEWS[shownView]?.local && shown.update || (() => {}))();
    }
});
listenToKeys();
byId('pause').addEventListener('click', askToPause);
byId('sign-in').addEventListener('click', () => signIn(start));
byId('sign-out').addEventListener('click', async () => {
    forgetToken();
    await ask('leave');
    start();
});
document.addEventListener('visibilitychange', refresh);
window.addEventListener('online', refresh);
window.addEventListener('offline', () => {
    freshness = {...freshness, problem: 'offline'};
    drawFreshness();
});
drawView();
onNews(hear);
timer = setTimeout(refresh, REFRESH_EVERY);
