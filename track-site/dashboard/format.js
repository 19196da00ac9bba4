/* Times, ages and numbers in the reader's zone and language. */
import {el} from './dom.js';

/** Made when first needed: each takes milliseconds, and the first rows need but one. */
function lazily(make) {
    let made;
    return {format: (value) => (made ??= make()).format(value)};
}

const formatter = (options) => lazily(() => new Intl.DateTimeFormat(navigator.languages, options));
const clock = formatter({hour: 'numeric', minute: '2-digit'});
const day = formatter({month: 'short', day: 'numeric'});
const full = formatter({dateStyle: 'full', timeStyle: 'long'});
const hour = formatter({hour: 'numeric'});
const number = lazily(() => new Intl.NumberFormat(navigator.languages));

export function count(value) {
    return number.format(value);
}

export function timeOf(at) {
    return clock.format(new Date(at));
}

export function hourOf(at) {
    return hour.format(new Date(at));
}

/** The time, with the day where that is not today. */
export function shortly(at) {
    const then = new Date(at);
    if (isNaN(then)) {
        return '';
    }
    return then.toDateString() === new Date().toDateString() ? clock.format(then) : day.format(then) + ', ' + clock.format(then);
}

/** The time of today, the day of any other. */
export function briefly(at) {
    const then = new Date(at);
    return then.toDateString() === new Date().toDateString() ? clock.format(then) : day.format(then);
}

export function time(at, words = shortly) {
    const then = new Date(at);
    return isNaN(then) ? '' : el('time', {datetime: then.toISOString()}, words(at));
}

/** All of a time, once somebody points at it. */
document.addEventListener('pointerover', ({target}) => {
    if (target.dateTime && !target.title) {
        target.title = full.format(new Date(target.dateTime));
    }
});

/** A duration in its two largest units. */
export function duration(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
        return whole + ' s';
    }
    if (whole < 3600) {
        return Math.floor(whole / 60) + ' min' + (whole % 60 && whole < 600 ? ' ' + whole % 60 + ' s' : '');
    }
    const hours = Math.floor(whole / 3600);
    return hours < 48 ? hours + ' h ' + Math.floor(whole % 3600 / 60) + ' min' : Math.floor(hours / 24) + ' days';
}

/** +16195550123 as people here write it; other countries' numbers as they are. */
export function phone(e164) {
    const own = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164 || '');
    return own ? `(${own[1]}) ${own[2]}-${own[3]}` : e164 || '';
}

export function plural(n, one, many = one + 's') {
    return count(n) + ' ' + (n === 1 ? one : many);
}
