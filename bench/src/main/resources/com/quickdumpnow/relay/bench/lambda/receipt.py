"""POST /jobs/{jobId}/messages as somebody would write it with boto3: Twilio's signature, and the receipt into a queue."""

import base64
import datetime
import hmac
import json
import os
import re
from urllib.parse import parse_qs

import boto3

QUEUE = os.environ["QDN_OUTCOMES_QUEUE_URL"]
BASE = os.environ["QDN_PUBLIC_URL"]
TOKENS = dict(entry.split("=", 1) for entry in os.environ["QDN_TWILIO_AUTH_TOKENS"].split(","))
PATH = re.compile(r"/jobs/([A-Za-z0-9_-]{1,40})/messages")

sqs = boto3.client("sqs")


def handle(event, context):
    path = PATH.fullmatch(event["rawPath"])
    if path is None or event["requestContext"]["http"]["method"] != "POST":
        return reply(404)
    body = event.get("body", "")
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
    if not genuine(event, form):
        return reply(403)
    query = {name: values[0] for name, values in parse_qs(event["rawQueryString"]).items()}
    receipt = {
        "v": 1,
        "kind": "receipt",
        "jobId": path[1],
        "notificationId": query.get("nid"),
        "attempt": int(query["attempt"]),
        "messageSid": form["MessageSid"],
        "status": form["MessageStatus"],
        "receivedAt": datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z"),
    }
    sqs.send_message(QueueUrl=QUEUE, MessageBody=json.dumps(receipt))
    print(json.dumps({"message": "Receipt queued", "jobId": path[1]}), flush=True)
    return reply(204)


def genuine(event, form):
    known = TOKENS.get(form.get("AccountSid"))
    if known is None:
        return False
    url = BASE + event["rawPath"] + "?" + event["rawQueryString"]
    signed = url + "".join(name + form[name] for name in sorted(form))
    given = event["headers"].get("x-twilio-signature", "")
    return any(
        hmac.compare_digest(base64.b64encode(hmac.digest(token.encode(), signed.encode(), "sha1")).decode(), given)
        for token in known.split("|")
    )


def reply(status):
    return {"statusCode": status, "headers": {}, "body": "", "isBase64Encoded": False}
