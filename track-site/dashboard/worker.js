/*
 * Holds the document and answers questions about it, so that the page never does heavy work: reading, indexing, searching
 * and the cached copy are here. Without a token it holds sample data, and says so in everything it tells.
 */
import {call} from './api.js';
import * as cache from './cache.js';
import {read} from './document.js';
import * as model from './model.js';

const PARTS = ['jobs', 'trailers', 'messages', 'notifications', 'recipients', 'alerts', 'staffCalls'];

/** Who has a token waits for none of it. */
const samples = () => import('./sample.js');

const GLIMPSE_ROWS = 60;
const PAGE_DRAWS_WITHIN = 500;

let token = null;
let indexed = null;
let etag = null;
// The first rows of the last visit, until the document is there: reading all of it takes longer than a person waits.
let glimpse = null;
let recalled = null;
// Questions for rows that came before there were any.
const waiting = [];
let selected = {filter: '', search: '', of: null, result: null};

const operations = {
    /** Begins with a token and what is cached, or with sample data. */
    async start(given) {
        token = given;
        indexed = etag = glimpse = null;
        if (!token) {
            const {sampleDocument} = await samples();
            if (!token) {
                take(sampleDocument(Date.now()), {source: 'sample', at: Date.now()});
            }
            return;
        }
        // What cannot be read is of another release: the API has it.
        recalled = recall(given).catch(cache.forget);
        await recalled;
    },

    /** Asks for the newest document. */
    async refresh() {
        if (!token) {
            return;
        }
        const asked = token;
        const had = etag;
        await operations.heard({token: asked, etag: had, answer: await call(asked, 'GET', '/maintenance', {etag: had, raw: true})});
    },

    /** What the API said to who asked for another document than that of `had`. */
    async heard({token: asked, etag: had, answer}) {
        await recalled;
        if (asked !== token) {
            return;
        }
        if (answer.kind === 'silence') {
            tell({problem: 'offline'});
        } else if (answer.status === 304 && had !== etag) {
            await operations.refresh();
        } else if (answer.status === 304) {
            tell({source: 'live', at: Date.now()});
        } else if (answer.status === 200) {
            await whole(asked, answer);
        } else {
            tell({problem: answer.status === 401 || answer.status === 403 ? 'token' : 'down'});
        }
    },

    /** The answer waits until there are rows. */
    window(question) {
        const {filter, search, from, count} = question;
        if (indexed) {
            select(filter, search);
            return part(from, count);
        }
        return glimpse?.filter === filter && glimpse.search === search ? {...glimpse.window, from: 0}
            : new Promise((resolve) => waiting.push(resolve)).then(() => operations.window(question));
    },

    find: ({filter, search, id}) => {
        if (!indexed) {
            return -1;
        }
        select(filter, search);
        return selected.result.rows.findIndex((row) => row.id === id);
    },
    story: (id) => indexed && model.story(indexed, id) || null,
    calls: () => indexed && model.calls(indexed),
    trailers: () => indexed && model.trailers(indexed),

    /** What the API would have said to sample data. */
    async sample({method, path, body}) {
        const {sampleSuppressions, sampleHealth, sampleAnswer} = await samples();
        if (path === '/suppressions') {
            return {kind: 'answer', status: 200, body: sampleSuppressions(indexed.document)};
        }
        if (path === '/health-summary') {
            return {kind: 'answer', status: 200, body: sampleHealth(Date.now())};
        }
        const answer = sampleAnswer(indexed.document, method, path, body, new Date().toISOString());
        take(indexed.document, {source: 'sample', at: Date.now()});
        return answer;
    },

    async leave() {
        token = indexed = etag = glimpse = null;
        await cache.forget();
    }
};

async function recall(given) {
    const seen = JSON.parse(await cache.recall(given, 'glimpse'));
    if (seen && token === given) {
        glimpse = seen;
        tell({source: 'cache', at: seen.at, ...seen.summary, changed: true});
    }
    const kept = await cache.recall(given, 'document');
    if (kept && token === given) {
        const [tag, at] = kept.slice(0, 200).split('\n', 2);
        take(read(kept.slice(tag.length + at.length + 2)), {source: 'cache', at: Number(at)});
        etag = tag;
    }
}

function select(filter, search) {
    if (selected.of !== indexed || selected.filter !== filter || selected.search !== search) {
        selected = {of: indexed, filter, search, result: model.select(indexed, filter, search)};
    }
}

function part(from, count) {
    const {rows, counts} = selected.result;
    return {total: rows.length, counts, from, rows: rows.slice(from, from + count).map(({job, hay, ...shown}) => shown)};
}

/** A document that is too large for one answer comes in pages of one revision; if that changes midway, the next refresh begins anew. */
async function whole(asked, first) {
    let text = new TextDecoder().decode(first.body);
    const document = read(text);
    for (let next = first.next; next;) {
        const answer = await call(asked, 'GET', '/maintenance' + next, {raw: true});
        const page = answer.kind === 'answer' && answer.status === 200 ? JSON.parse(new TextDecoder().decode(answer.body)) : null;
        if (!page) {
            tell({problem: answer.kind === 'silence' ? 'offline' : 'down'});
            return;
        }
        if (page.revision !== document.revision) {
            return;
        }
        PARTS.forEach((part) => document[part] = (document[part] || []).concat(page[part] || []));
        next = answer.next;
        text = null;
    }
    if (asked !== token) {
        return;
    }
    etag = first.etag;
    const at = Date.now();
    take(document, {source: 'live', at});
    await shown();
    if (asked !== token) {
        return;
    }
    indexed.messages();
    await cache.remember(asked, 'document', (etag || '') + '\n' + at + '\n' + (text || JSON.stringify(document)));
    postMessage({kept: etag || ''});
    await rememberGlimpse(at);
    if (asked !== token) {
        await cache.forget();
    }
}

/** The rows are wanted now, the copy for the next visit later. */
function shown() {
    return new Promise((resolve) => setTimeout(resolve, PAGE_DRAWS_WITHIN));
}

/** What is looked at now is most likely what will be looked at first. */
async function rememberGlimpse(at) {
    if (token && selected.of === indexed) {
        const {filter, search} = selected;
        await cache.remember(token, 'glimpse', JSON.stringify({at, filter, search, window: part(0, GLIMPSE_ROWS), summary: model.summary(indexed)}));
    }
}

function take(document, about) {
    indexed = model.index(document);
    waiting.splice(0).forEach((go) => go());
    tell({...about, ...model.summary(indexed), changed: true});
}

/** Those who wait for rows have them first. */
function tell(news) {
    setTimeout(() => postMessage({news}));
}

onmessage = async ({data: {id, operation, argument}}) => {
    try {
        postMessage({id, result: await operations[operation](argument)});
    } catch (e) {
        postMessage({id, failed: true});
        tell({problem: 'down'});
    }
};
