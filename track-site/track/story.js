/*
 * What the tracking page says, worked out from the API's answer. Nothing here touches the page, the network or a
 * clock, so it runs in any JavaScript engine, and the tests run it as it is.
 *
 * "Words" are an array of parts: text, {name} for what a stranger may have written (a carrier's name), and {at} for a
 * moment, which only the page can put into the reader's zone and language.
 */
var qdnStory = (function () {
    'use strict';

    const STEPS = [
        {state: 'queued', label: 'Booked'},
        {state: 'dispatched', label: 'On the way'},
        {state: 'completed', label: 'Done'}
    ];

    const STATES = {
        queued: {
            headline: 'Your job is booked',
            when: 'Booked ',
            happened: 'Booked',
            next: 'Next: we set out with your load, and let you know when it is on the way.'
        },
        dispatched: {
            headline: 'Your load is on the way',
            when: 'Since ',
            happened: 'On the way',
            next: 'Next: we let you know as soon as the job is done.'
        },
        completed: {
            headline: 'Your job is done',
            when: 'Completed ',
            happened: 'Done',
            next: 'Nothing more to do. Thank you for choosing QuickDumpNow.'
        },
        cancelled: {
            headline: 'Your job was cancelled',
            when: 'Cancelled ',
            happened: 'Cancelled',
            next: 'Not what you expected? Call or text us and we will sort it out.'
        }
    };

    // A release that adds a status reaches pages that are already open.
    const OTHER = {
        headline: 'We are working on your job',
        when: 'Updated ',
        happened: 'Updated',
        next: 'Call or text us if you would like to know more.'
    };

    // States in which there is no job to show.
    const TROUBLE = {
        'wrong-link': {
            headline: 'This link is not complete',
            next: 'Open the link in our text or email again, or copy all of it. '
                + 'If that does not help, call or text us: we will look up your job.'
        },
        unknown: {
            headline: 'We can’t find this job',
            next: 'The link may have been mistyped, or it may be very old. Open it again from our text or email, '
                + 'or call or text us: we will look up your job.'
        },
        offline: {
            headline: 'No connection',
            next: 'We could not reach QuickDumpNow from here. Check your signal; this page tries again by itself. '
                + 'Calling or texting us may still work.'
        },
        down: {
            headline: 'Tracking is not working right now',
            next: 'This is our fault, and your job goes on as planned. This page tries again by itself; '
                + 'if you need to know now, call or text us.'
        }
    };

    const NOTICES = {
        offline: 'No connection. This is what we knew at ',
        down: 'We can’t get news right now. This is what we knew at '
    };

    // Who opens an old link wants to know that it is old.
    const LONG_AGO = {
        completed: 'This was a while ago. Need a trailer again? Call or text us.',
        cancelled: 'This was a while ago. Need a trailer after all? Call or text us.'
    };

    const MINUTE = 60 * 1000;
    const A_WHILE = 3 * 24 * 60 * MINUTE;
    // Twilio's times are whole seconds and by another clock: a text may seem older than the status it tells about.
    const CLOCK_SLACK = MINUTE;
    // Receipts come within seconds or not at all; after this long a finished job's page stops asking.
    const RECEIPT_WAIT = 60 * MINUTE;

    const FIRST_PAUSE = 5 * 1000;
    const LONGEST_PAUSE = MINUTE;
    const QUICK_POLLS = 12;

    // jobId.keyId+mac, as the API makes them: a key id of 1 to 4 characters and 16 characters of MAC. Programs that make
    // links of text leave out dashes at the end; the API puts back up to two.
    const TOKEN = /^[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9]{1,4}[A-Za-z0-9_-]{14,16}$/;
    const TRAILING = /[\s.,;:!?'")\]}>]+$/;

    /** The tracking token in what the link carried, without what a sentence around the link left on it; or null. */
    function token(raw) {
        const clean = (raw || '').trim().replace(TRAILING, '');
        return TOKEN.test(clean) ? clean : null;
    }

    /** Whether this is an answer the page can draw. */
    function readable(answer) {
        return isObject(answer) && isObject(answer.job) && typeof answer.job.status === 'string'
            && Array.isArray(answer.statuses) && answer.statuses.every(isObject)
            && Array.isArray(answer.messages) && answer.messages.every(isObject);
    }

    function isObject(value) {
        return typeof value === 'object' && value !== null;
    }

    /** What the page shows for a readable answer: the state at a glance, the steps, and the history, newest status first. */
    function of(answer, now) {
        const state = answer.job.status;
        const phrases = phrasesOf(state);
        return {
            state: phrases === OTHER ? 'other' : state,
            jobId: String(answer.job.jobId || ''),
            headline: phrases.headline,
            when: [phrases.when, {at: since(answer)}],
            next: now - Date.parse(since(answer)) > A_WHILE && LONG_AGO[state] || phrases.next,
            steps: steps(state),
            history: history(answer)
        };
    }

    function phrasesOf(state) {
        return Object.prototype.hasOwnProperty.call(STATES, state) ? STATES[state] : OTHER;
    }

    function since(answer) {
        const last = answer.statuses.filter(function (status) {
            return status.status === answer.job.status;
        }).pop();
        return last ? last.at : answer.job.updatedAt;
    }

    /** The way from booked to done; empty for a job that is not on it. */
    function steps(state) {
        const current = STEPS.findIndex(function (step) {
            return step.state === state;
        });
        return current < 0 ? [] : STEPS.map(function (step, index) {
            const done = index < current || state === 'completed';
            return {label: step.label, progress: done ? 'done' : index === current ? 'current' : 'ahead'};
        });
    }

    /** The statuses, newest first, each with the messages about it in the order they were sent. */
    function history(answer) {
        const entries = answer.statuses.map(function (status) {
            return {state: status.status, at: status.at, words: [phrasesOf(status.status).happened], messages: []};
        });
        const told = answer.messages.map(function (message) {
            return {message: message, entry: entryFor(message, entries)};
        });
        entries.forEach(function (entry) {
            entry.messages = tell(told.filter(function (each) {
                return each.entry === entry;
            }).map(function (each) {
                return each.message;
            }));
        });
        return entries.reverse();
    }

    /** The status a message belongs to: the last of that name that was set before it was sent, or else the nearest guess. */
    function entryFor(message, entries) {
        const sent = message.sentAt ? Date.parse(message.sentAt) : Infinity;
        const earlier = entries.filter(function (entry) {
            return Date.parse(entry.at) <= sent + CLOCK_SLACK;
        });
        const sameName = function (entry) {
            return entry.state === message.about;
        };
        return earlier.filter(sameName).pop() || entries.find(sameName) || earlier.pop() || entries[0];
    }

    function tell(messages) {
        const inOrder = messages.slice().sort(function (a, b) {
            return moment(a) - moment(b) || 0;
        });
        return inOrder.map(function (message, index) {
            const before = inOrder.slice(0, index);
            return {
                about: message.about,
                channel: message.channel,
                state: message.state,
                words: words(message, before),
                receipt: receipt(message)
            };
        });
    }

    /** When a message was sent; one that is still being sent comes last. */
    function moment(message) {
        return message.sentAt ? Date.parse(message.sentAt) : Number.MAX_VALUE;
    }

    function words(message, before) {
        const email = message.channel === 'email';
        const texts = before.filter(function (each) {
            return each.channel !== 'email';
        });
        if (message.state === 'failed') {
            return [email ? 'Our email' : 'Our text'].concat(via(message), [' did not get through'], sentAt(message));
        }
        if (message.state === 'sending') {
            return [email ? 'Emailing you' : 'Texting you', email && texts.length ? ' instead…' : '…'];
        }
        if (email) {
            return [texts.length ? 'We emailed you instead' : 'We emailed you'].concat(sentAt(message));
        }
        return [texts.length ? 'Texted again' : 'Texted'].concat(via(message), sentAt(message));
    }

    function via(message) {
        return message.carrier && message.channel !== 'email' ? [' via ', {name: String(message.carrier)}] : [];
    }

    function sentAt(message) {
        return message.sentAt ? [', ', {at: message.sentAt}] : [];
    }

    /** What is known about the message's arrival, or nothing. */
    function receipt(message) {
        if (message.state === 'delivered') {
            return message.deliveredAt ? ['delivered ', {at: message.deliveredAt}] : ['delivered'];
        }
        return message.state === 'sent' && message.channel !== 'email' ? ['not confirmed yet'] : [];
    }

    /** Whether nothing more will happen: the job has ended, and its last news arrived or is past hoping for. */
    function settled(answer, now) {
        const state = answer.job.status;
        if (state !== 'completed' && state !== 'cancelled') {
            return false;
        }
        return now - Date.parse(since(answer)) > RECEIPT_WAIT || answer.messages.some(function (message) {
            return message.about === state && message.state === 'delivered';
        });
    }

    /** Milliseconds until the next look: quick for a minute after any news, then ever slower; slow at once in trouble. */
    function pause(looksWithoutNews, failures) {
        if (failures > 0) {
            return Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, failures - 1));
        }
        const slower = Math.max(0, looksWithoutNews - QUICK_POLLS);
        return Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(1.5, slower));
    }

    /** Words as one string; `format` puts a moment into text. */
    function plain(parts, format) {
        return parts.map(function (part) {
            return typeof part === 'string' ? part : part.at ? format(part.at) : part.name || '';
        }).join('');
    }

    return {
        token: token, readable: readable, of: of, settled: settled, pause: pause, plain: plain,
        TROUBLE: TROUBLE, NOTICES: NOTICES
    };
})();
