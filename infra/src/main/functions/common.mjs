// What the two functions share. Nothing here logs a body, a phone number or a token.
const EXTENSION = `http://127.0.0.1:${process.env.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT ?? 2773}`;
const SECRET = '@secret:';
const ANSWER_MS = 30_000;

async function token() {
    const given = process.env.QDN_MONITOR_TOKEN;
    if (!given.startsWith(SECRET)) {
        return given;
    }
    const id = encodeURIComponent(given.slice(SECRET.length));
    const answer = await fetch(`${EXTENSION}/secretsmanager/get?secretId=${id}`, {
        headers: {'X-Aws-Parameters-Secrets-Token': process.env.AWS_SESSION_TOKEN},
        signal: AbortSignal.timeout(ANSWER_MS)
    });
    if (!answer.ok) {
        throw new Error(`the secret could not be read: ${answer.status}`);
    }
    return (await answer.json()).SecretString.trim();
}

/** What the job API answers to a member of staff; anything but 2xx is an error. */
export async function api(path, body) {
    const answer = await fetch(process.env.QDN_API_URL + path, {
        method: body ? 'POST' : 'GET',
        headers: {Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json'},
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MS)
    });
    if (!answer.ok) {
        throw new Error(`${body ? 'POST' : 'GET'} was answered with ${answer.status}`);
    }
    return answer.json();
}

/** Publishes metrics by a line of CloudWatch's embedded metric format, which costs no call. */
export function publish(values, dimensions = {}) {
    console.log(JSON.stringify({
        _aws: {
            Timestamp: Date.now(),
            CloudWatchMetrics: [{
                Namespace: process.env.QDN_METRICS ?? 'QDN',
                Dimensions: [Object.keys(dimensions)],
                Metrics: Object.keys(values).map(name => ({Name: name}))
            }]
        },
        ...dimensions,
        ...values
    }));
}
