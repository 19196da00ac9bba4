/*
 * The staff token: kept in this tab's session and nowhere else. A link may bring it in the fragment, which is sent to
 * nobody; it is taken out of the address at once.
 */
const KEPT = 'qdn-staff-token';

/** The token, or null. */
export function token() {
    return sessionStorage.getItem(KEPT);
}

export function keepToken(given) {
    sessionStorage.setItem(KEPT, given);
}

/** Takes what the link brought. */
export function takeFromLink() {
    const brought = new URLSearchParams(location.hash.slice(1)).get('token');
    if (brought) {
        keepToken(brought);
        history.replaceState(null, '', location.pathname + location.search);
    }
}

export function forgetToken() {
    sessionStorage.removeItem(KEPT);
    sessionStorage.removeItem('qdn-outbox');
}
