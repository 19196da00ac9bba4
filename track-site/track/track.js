/*
 * Draws the tracking page and keeps it up to date. What it says is decided in story.js; this file fetches, draws and
 * waits. What comes from the API reaches the page through textContent and attributes of our own only.
 */
(function () {
    'use strict';

    const ANSWER_WITHIN = 10000;
    const FORMATS_WITHIN = 1000;
    const REMEMBERED = 'qdn:';
    const REMEMBERED_JOBS = 5;
    const byId = (id) => document.getElementById(id);
    const policy = window.trustedTypes && trustedTypes.createPolicy('qdn', {createScriptURL: (url) => url});
    // For the two workers, whose addresses stand in this file.
    const trusted = (url) => policy ? policy.createScriptURL(url) : url;
    const main = byId('status');
    const token = qdnStory.token(new URLSearchParams(location.search).get('j'));

    // The last answer, and what is needed to ask for a newer one.
    let known = null;
    let etag = null;
    let checkedAt = null;
    let drawnOn = '';
    let quiet = 0;
    let failures = 0;
    let timer = 0;
    let asking = false;
    // Settles once times can be formatted quickly.
    let formats = null;
    let clock = null;
    // Whether the API has answered since the page was opened; until then `known` is what was remembered.
    let answered = false;

    // Times

    const format = (options) => {
        try {
            return new Intl.DateTimeFormat(navigator.languages, options);
        } catch (e) {
            return new Intl.DateTimeFormat(undefined, options);
        }
    };

    function clockTime(then) {
        clock = clock || format({hour: 'numeric', minute: '2-digit'});
        return clock.format(then);
    }

    /**
     * The first use of Intl costs a browser 50 ms on a good machine and several times that on a phone, whatever is asked of
     * it, and any thread can pay. So a worker does while the page waits for the API.
     */
    function makeFormatsReady() {
        return new Promise((resolve) => {
            setTimeout(resolve, FORMATS_WITHIN);
            const worker = new Worker(trusted('/track/formats.js'));
            worker.onmessage = worker.onerror = () => {
                worker.terminate();
                resolve();
            };
        }).catch(() => {});
    }

    /** Calendar days between then and now, in the reader's zone. */
    function daysAgo(then) {
        const noon = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12);
        return Math.round((noon(new Date()) - noon(then)) / 86400000);
    }

    function dayOf(then) {
        const ago = daysAgo(then);
        if (ago === 0 || ago === 1) {
            return ago === 0 ? 'today' : 'yesterday';
        }
        const thisYear = then.getFullYear() === new Date().getFullYear();
        return format({month: 'short', day: 'numeric', ...(thisYear ? {weekday: 'short'} : {year: 'numeric'})}).format(then);
    }

    function timeOf(iso) {
        const then = new Date(iso);
        return isNaN(then) ? '' : clockTime(then);
    }

    function dayAndTimeOf(iso) {
        const then = new Date(iso);
        return isNaN(then) ? '' : dayOf(then) + ', ' + clockTime(then);
    }

    /** The day is said only where it is not the day of the entry it stands in. */
    function timeBeside(entryAt) {
        const entryDay = new Date(entryAt).toDateString();
        return (iso) => new Date(iso).toDateString() === entryDay ? timeOf(iso) : dayAndTimeOf(iso);
    }

    // Drawing

    function node(name, className, text) {
        const made = document.createElement(name);
        made.className = className || '';
        made.textContent = text || '';
        return made;
    }

    function show(element, text) {
        if (element.textContent !== text) {
            element.textContent = text;
        }
        element.hidden = !text;
    }

    /** Puts words into an element: a carrier's name isolated from the line's direction, a moment as a time. */
    function say(element, words, timeFormat) {
        element.hidden = false;
        element.replaceChildren(...words.map((part) => {
            if (typeof part === 'string') {
                return node('span', '', part);
            }
            return part.at ? time(part.at, timeFormat) : node('bdi', '', part.name);
        }));
    }

    function time(iso, timeFormat) {
        const made = node('time', '', timeFormat(iso));
        const then = new Date(iso);
        if (!isNaN(then)) {
            made.dateTime = then.toISOString();
        }
        return made;
    }

    function drawStory(story) {
        main.dataset.state = story.state;
        byId('slow').hidden = true;
        document.title = story.headline + ' · QuickDumpNow';
        show(byId('job-id'), story.jobId);
        byId('job').hidden = !story.jobId;
        show(byId('headline'), story.headline);
        say(byId('when'), story.when, dayAndTimeOf);
        show(byId('next'), story.next);
        byId('steps').hidden = story.steps.length === 0;
        byId('steps').replaceChildren(...story.steps.map(step));
        // In a turn of its own: the answer at a glance is not to wait for the history.
        setTimeout(drawHistory, 0, story);
        drawnOn = new Date().toDateString();
    }

    function drawHistory(story) {
        if (main.dataset.state === story.state) {
            byId('timeline').replaceChildren(...story.history.map(entry));
            byId('history').hidden = story.history.length === 0;
            show(byId('zone'), 'Times are in your time zone' + zoneName() + '.');
        }
    }

    function step(each) {
        const made = node('li', 'step');
        made.dataset.progress = each.progress;
        if (each.progress === 'current') {
            made.setAttribute('aria-current', 'step');
        }
        made.append(node('span', 'label', each.label));
        if (each.progress === 'done') {
            made.append(node('span', 'visually-hidden', ' (done)'));
        }
        return made;
    }

    function entry(each) {
        const made = node('li', 'entry');
        mark(made, 'status', each.state, each.state);
        const title = node('h3');
        say(title, each.words.concat(' '), dayAndTimeOf);
        title.append(time(each.at, dayAndTimeOf));
        made.append(title);
        if (each.messages.length) {
            const list = node('ul', 'messages');
            list.setAttribute('role', 'list');
            list.append(...each.messages.map((message) => told(message, timeBeside(each.at))));
            made.append(list);
        }
        return made;
    }

    function told(message, timeFormat) {
        const made = node('li', 'message');
        mark(made, 'message', message.about, message.state);
        made.dataset.channel = message.channel;
        const words = node('span', 'words');
        say(words, message.words, timeFormat);
        made.append(words);
        if (message.receipt.length) {
            const receipt = node('span', 'receipt');
            say(receipt, message.receipt, timeFormat);
            made.append(' ', receipt);
        }
        return made;
    }

    function mark(element, kind, about, state) {
        element.dataset.kind = kind;
        element.dataset.about = about;
        element.dataset.state = state;
    }

    function drawTrouble(state) {
        const trouble = qdnStory.TROUBLE[state];
        main.dataset.state = state;
        document.title = trouble.headline + ' · QuickDumpNow';
        show(byId('headline'), trouble.headline);
        show(byId('next'), trouble.next);
        show(byId('notice'), '');
        ['job', 'when', 'steps', 'history', 'slow'].forEach((id) => {
            byId(id).hidden = true;
        });
        byId('again').hidden = state !== 'offline' && state !== 'down';
        aloud(trouble.headline + '. ' + trouble.next);
    }

    /** The headline and the latest message about it, for the ears of those who do not see the redraw. */
    function inShort(story) {
        const latest = story.history.length && story.history[0].messages.slice(-1)[0];
        if (!latest) {
            return story.headline + '.';
        }
        const receipt = latest.receipt.length ? [', '].concat(latest.receipt) : [];
        return story.headline + '. ' + qdnStory.plain(latest.words.concat(receipt), timeOf) + '.';
    }

    function aloud(text) {
        show(byId('announce'), text);
    }

    function drawChecked() {
        const finished = qdnStory.settled(known, Date.now());
        show(byId('checked'), finished ? 'This job has ended, so there is no more news to come.'
            : 'Checked at ' + timeOf(checkedAt) + '; updates by itself.');
    }

    // Asking

    async function ask() {
        const controller = new AbortController();
        const limit = setTimeout(() => controller.abort(), ANSWER_WITHIN);
        try {
            const response = await fetch('/api/jobs/' + token + '/messages', {
                headers: etag ? {'Accept': 'application/json', 'If-None-Match': etag} : {'Accept': 'application/json'},
                cache: 'no-store',
                credentials: 'omit',
                signal: controller.signal
            });
            return await outcome(response);
        } catch (e) {
            return {state: 'offline'};
        } finally {
            clearTimeout(limit);
        }
    }

    async function outcome(response) {
        if (response.status === 304 && known) {
            return {state: 'same'};
        }
        // A link that was good a minute ago has not become unknown; something behind it is broken.
        if (response.status === 404 && !answered) {
            return {state: 'unknown'};
        }
        if (!response.ok) {
            return {state: 'down'};
        }
        const text = await response.text();
        try {
            const answer = JSON.parse(text);
            return qdnStory.readable(answer) ? {state: 'answer', answer, etag: response.headers.get('ETag')} : {state: 'down'};
        } catch (e) {
            return {state: 'down'};
        }
    }

    function take(result) {
        if (result.state === 'unknown') {
            known = null;
            forget(REMEMBERED + token);
            drawTrouble('unknown');
        } else if (result.state === 'offline' || result.state === 'down') {
            failures++;
            fail(result.state);
        } else {
            succeed(result);
        }
    }

    function fail(state) {
        if (known) {
            const notice = byId('notice');
            notice.dataset.state = state;
            show(notice, qdnStory.NOTICES[state] + timeBeside(Date.now())(checkedAt) + '.');
            aloud(notice.textContent);
        } else {
            drawTrouble(state);
        }
    }

    function succeed(result) {
        const news = result.answer && JSON.stringify(result.answer) !== JSON.stringify(known);
        const recovered = !byId('notice').hidden;
        failures = 0;
        answered = true;
        quiet = news ? 0 : quiet + 1;
        checkedAt = Date.now();
        if (result.answer) {
            known = result.answer;
            etag = result.etag;
        }
        remember();
        show(byId('notice'), '');
        byId('again').hidden = true;
        if (recovered) {
            aloud('Up to date again.');
        }
        if (news || drawnOn !== new Date().toDateString()) {
            const story = qdnStory.of(known, checkedAt);
            drawStory(story);
            aloud(inShort(story));
        }
        drawChecked();
    }

    // Remembering: what was known when the network was there, for when it is not. The page itself is kept by offline.js.

    function remember() {
        try {
            localStorage.setItem(REMEMBERED + token, JSON.stringify({answer: known, etag, checkedAt}));
            Object.keys(localStorage).filter((key) => key.startsWith(REMEMBERED) && key !== REMEMBERED + token)
                .slice(REMEMBERED_JOBS - 1).forEach(forget);
        } catch (e) {
            // A full or forbidden storage costs nothing but this.
        }
    }

    function forget(key) {
        try {
            localStorage.removeItem(key);
        } catch (e) {
            // There was nothing to forget.
        }
    }

    /** Draws at once what was known last time. */
    function recall() {
        try {
            const last = JSON.parse(localStorage.getItem(REMEMBERED + token));
            if (last && qdnStory.readable(last.answer)) {
                drawStory(qdnStory.of(last.answer, Date.now()));
                known = last.answer;
                etag = last.etag;
                checkedAt = last.checkedAt;
                show(byId('checked'), 'Checking for news…');
            }
        } catch (e) {
            known = null;
        }
    }

    function keepPage() {
        if (navigator.serviceWorker) {
            navigator.serviceWorker.register(trusted('/track/offline.js'), {scope: '/track'}).catch(() => {});
        }
    }

    // Waiting

    /** Asks now, draws, and sets the time of the next look; one at a time, and none while nobody is looking. */
    async function look() {
        if (asking || over()) {
            return;
        }
        clearTimeout(timer);
        asking = true;
        byId('again').textContent = 'Trying…';
        const [result] = await Promise.all([ask(), formats]);
        take(result);
        byId('again').textContent = 'Try again';
        asking = false;
        if (!over() && !document.hidden) {
            timer = setTimeout(look, qdnStory.pause(quiet, failures));
        }
    }

    function over() {
        return main.dataset.state === 'unknown' || answered && failures === 0 && qdnStory.settled(known, Date.now());
    }

    function start() {
        if (!token) {
            drawTrouble('wrong-link');
            return;
        }
        document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : look());
        window.addEventListener('online', look);
        window.addEventListener('offline', () => over() || fail('offline'));
        byId('again').addEventListener('click', look);
        recall();
        formats = known ? null : makeFormatsReady();
        look().then(keepPage);
    }

    function zoneName() {
        const zone = format({timeZoneName: 'short'}).formatToParts(new Date()).find((part) => part.type === 'timeZoneName');
        return zone ? ' (' + zone.value + ')' : '';
    }

    start();
})();
