"""What the fuzzer is told about this API (`tools/fuzz-api.mjs`)."""

import re
from datetime import datetime, timedelta, timezone
from itertools import count

import schemathesis

LONGEST = 60
TIMES = ("scheduledFor", "expiresAt")
KEY = "Idempotency-Key"
KEY_MAX_LENGTH = 255
NUMBERS = count()
ANY_JSON = re.compile(r"(/jobs)?/webhook/callback(/\{token\})?|/(complete|fail)/\{id\}")
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def near(text):
    """A time of any century becomes tomorrow: a description cannot say from when to when it may lie."""
    parts = INSTANT.fullmatch(text) if isinstance(text, str) else None
    if parts is None:
        return text
    try:
        datetime.fromisoformat(f"{parts[1]}T{parts[2].replace(':60', ':59')}")
    except ValueError:
        return text
    return (datetime.now(timezone.utc) + timedelta(days=1)).isoformat()


def bring_near(job):
    """The times of a job that is submitted."""
    if isinstance(job, dict):
        job.update({name: near(job[name]) for name in TIMES if name in job})


def without_prototypes(value):
    """Some bodies may hold anything, says their description, but none may name a prototype: no description can say that."""
    if isinstance(value, list):
        return [without_prototypes(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: without_prototypes(one) for name, one in value.items() if name not in ("__proto__", "constructor")}


def bring_key_of_its_own(case):
    """The fuzzer likes some keys and uses them for many bodies, which is refused. Wrong keys stay as they are."""
    key = (case.headers or {}).get(KEY)
    if isinstance(key, str) and re.fullmatch("[!-~]{1,%d}" % KEY_MAX_LENGTH, key):
        case.headers[KEY] = f"{next(NUMBERS)}-{key}"[:KEY_MAX_LENGTH]


def shortened(wait):
    """The longest wait stays one, so that somebody does wait. Wrong values stay as they are."""
    if isinstance(wait, bool) or not re.fullmatch(r"\d{1,2}(\.0)?", str(wait)) or float(wait) > LONGEST:
        return wait
    return type(wait)(1 if float(wait) == LONGEST else 0)


@schemathesis.hook
def before_call(context, case, kwargs):
    """A call may wait a minute for a job or for its end: the fuzzer has no time for that."""
    if case.method == "POST" and case.operation.path in ("/jobs", "/jobs/batch"):
        bring_key_of_its_own(case)
    if ANY_JSON.fullmatch(case.operation.path) and isinstance(case.body, dict):
        plain = without_prototypes(case.body)
        case.body.clear()
        case.body.update(plain)
        return
    if case.operation.path == "/jobs" and isinstance(case.body, dict):
        bring_near(case.body)
        return
    if case.operation.path == "/jobs/batch" and isinstance(case.body, dict):
        case.body.update(without_prototypes(case.body))
        jobs = case.body.get("jobs")
        for job in jobs if isinstance(jobs, list) else []:
            bring_near(job)
        return
    if case.operation.path == "/process":
        values = case.body
    elif case.operation.path == "/jobs/{id}":
        values = case.query
    else:
        return
    if isinstance(values, dict) and "wait" in values:
        values["wait"] = shortened(values["wait"])
