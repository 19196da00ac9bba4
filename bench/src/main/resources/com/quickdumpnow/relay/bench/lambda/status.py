"""POST /jobs/{jobId}/status as somebody would write it with boto3: the same checks, requests and document as the relay's."""

import base64
import datetime
import gzip
import hashlib
import hmac
import json
import os
import re
import secrets

import boto3

BUCKET = os.environ["QDN_BUCKET"]
QUEUE = os.environ["QDN_NOTIFICATIONS_QUEUE_URL"]
TRACK = os.environ["QDN_TRACK_URL"]
STAFF = [entry.split("=", 1) for entry in os.environ["QDN_STAFF_TOKENS"].split(",")]
KEY_ID, KEY = os.environ["QDN_TRACKING_KEYS"].split(",")[0].split("=", 1)
KEY = base64.b64decode(KEY)
PATH = re.compile(r"/jobs/([A-Za-z0-9_-]{1,40})/status")
NEXT = {"queued": ("dispatched", "cancelled"), "dispatched": ("completed", "cancelled")}
VERBS = {"queued": "is booked", "dispatched": "is en route", "completed": "is complete", "cancelled": "is cancelled"}
HOURS = {"queued": 4, "dispatched": 2, "completed": 24, "cancelled": 24}

s3 = boto3.client("s3")
sqs = boto3.client("sqs")


def handle(event, context):
    caller = staff(event["headers"].get("authorization", ""))
    if caller is None:
        return reply(401, {"title": "Who are you?"})
    path = PATH.fullmatch(event["rawPath"])
    if path is None or event["requestContext"]["http"]["method"] != "POST":
        return reply(404, {"title": "There is nothing here"})
    body = event.get("body", "")
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body)
    status = json.loads(body).get("status")
    if status not in VERBS:
        return reply(400, {"title": "The request is not valid"})
    return change(path[1], status, caller)


def staff(authorization):
    scheme, _, token = authorization.partition(" ")
    given = hashlib.sha256(token.encode()).hexdigest()
    caller = None
    for name, known in STAFF:
        if hmac.compare_digest(known, given):
            caller = name
    return caller if scheme == "Bearer" else None


def change(job_id, status, caller):
    stored = s3.get_object(Bucket=BUCKET, Key="maintenance.json")
    document = json.loads(gzip.decompress(stored["Body"].read()))
    job = next((job for job in document["jobs"] if job["jobId"] == job_id), None)
    if job is None:
        return reply(404, {"title": "No such job"})
    if status not in NEXT.get(job["status"], ()):
        return reply(409, {"title": "Not from " + job["status"]})
    now = datetime.datetime.now(datetime.timezone.utc)
    notification = news(document, job, status, now)
    job["status"] = status
    job["timeline"].append({"status": status, "at": wire(now), "by": caller})
    document["notifications"].append(notification)
    document["revision"] += 1
    document["commits"].append({"writer": secrets.token_hex(8), "sequence": 1, "at": wire(now)})
    s3.put_object(
        Bucket=BUCKET,
        Key="maintenance.json",
        Body=gzip.compress(json.dumps(document, separators=(",", ":")).encode(), compresslevel=1),
        ContentType="application/json",
        ContentEncoding="gzip",
        IfMatch=stored["ETag"],
    )
    trigger = {"v": 1, "notificationId": notification["notificationId"], "jobId": job_id, "attempt": 1, "generation": 1}
    sqs.send_message(
        QueueUrl=QUEUE,
        MessageBody=json.dumps(trigger),
        MessageGroupId=job_id,
        MessageDeduplicationId="%s:%s:1:1" % (job_id, notification["notificationId"]),
    )
    print(json.dumps({"message": "status changed", "jobId": job_id, "by": caller}), flush=True)
    return reply(
        202,
        {
            "jobId": job_id,
            "status": status,
            "notificationId": notification["notificationId"],
            "trackingUrl": notification["link"],
        },
    )


def news(document, job, status, now):
    link = TRACK + "?j=" + token(job["jobId"])
    text = "QuickDumpNow: %s, your load %s. Track: %s" % (job["customer"]["name"], VERBS[status], link)
    mine = [each["sequence"] for each in document["notifications"] if each["jobId"] == job["jobId"]]
    return {
        "notificationId": "n_" + base64.b32encode(secrets.token_bytes(10)).decode().lower(),
        "jobId": job["jobId"],
        "about": status,
        "sequence": max(mine, default=0) + 1,
        "createdAt": wire(now),
        "expiresAt": wire(now + datetime.timedelta(hours=HOURS[status])),
        "text": text,
        "segments": 1,
        "link": link,
        "generation": 1,
        "state": "PENDING",
        "since": wire(now),
        "reason": "created",
    }


def token(job_id):
    text = "qdn tracking token v1\n%s\n%s" % (KEY_ID, job_id)
    mac = hmac.digest(KEY, text.encode(), "sha256")[:12]
    return "%s.%s%s" % (job_id, KEY_ID, base64.urlsafe_b64encode(mac).decode())


def wire(time):
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def reply(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", "cache-control": "no-store"},
        "body": json.dumps(body),
        "isBase64Encoded": False,
    }
