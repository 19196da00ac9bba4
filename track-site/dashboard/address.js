/* What is looked at lives in the URL: view, search, filter and job. So a reload, a bookmark and the back button all work. */
const KNOWN = ['view', 'state', 'q', 'job'];
const listeners = [];

export const VIEWS = ['jobs', 'calls', 'numbers', 'trailers', 'health'];

export function address() {
    const query = new URLSearchParams(location.search);
    const view = query.get('view');
    return {view: VIEWS.includes(view) ? view : 'jobs', state: query.get('state') || 'active', q: query.get('q') || '', job: query.get('job') || ''};
}

/** The URL with these members changed; empty ones are left out. */
export function hrefTo(changes) {
    const now = address();
    const query = new URLSearchParams();
    for (const name of KNOWN) {
        const value = name in changes ? changes[name] : now[name];
        if (value && !(name === 'view' && value === 'jobs') && !(name === 'state' && value === 'active')) {
            query.set(name, value);
        }
    }
    const text = query.toString();
    return location.pathname + (text ? '?' + text : '');
}

/** Goes there; `quietly` without a step in the history, as when somebody types. */
export function go(changes, quietly = false) {
    const href = hrefTo(changes);
    if (href !== location.pathname + location.search) {
        history[quietly ? 'replaceState' : 'pushState'](null, '', href);
        tell();
    }
}

export function onMove(listener) {
    listeners.push(listener);
}

function tell() {
    listeners.forEach((listener) => listener(address()));
}

window.addEventListener('popstate', tell);

/** Links marked with data-go change the view in place; with a modifier they open as any link does. */
document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-go]');
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        const to = new URL(link.href);
        if (to.search !== location.search) {
            history.pushState(null, '', to.pathname + to.search);
            tell();
        }
    }
});
