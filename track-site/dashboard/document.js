/*
 * Reads the document's text. Its messages are more than half of it and no row shows them, so they are read when somebody
 * asks for them. That needs the text as the API writes it, an entry a line (a line never ends inside of a JSON string);
 * any other text is read at once.
 */
const BEGIN = '\n"messages":';
const END = '],\n"';

/** The document; its `messages` are there like any other part. */
export function read(text) {
    const begin = text.indexOf(BEGIN);
    const end = text.indexOf(END, begin);
    if (begin >= 0 && end >= 0) {
        const document = parsed(text.slice(0, begin) + text.slice(end + '],'.length));
        // Had those been the messages of something else, the document's own would still be here.
        if (document && !('messages' in document)) {
            const list = text.slice(begin + BEGIN.length, end + ']'.length);
            return withLater(document, 'messages', () => JSON.parse(list));
        }
    }
    return JSON.parse(text);
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (e) {
        return null;
    }
}

/** The same object, with a member that is made when first asked for. */
function withLater(object, member, make) {
    const be = (value) => Object.defineProperty(object, member, {value, writable: true, enumerable: true});
    return Object.defineProperty(object, member, {get: () => be(make())[member], set: be, enumerable: true, configurable: true});
}
