"""What the fuzzer is told about this API (`tools/fuzz-api.mjs`)."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """A worker may wait a minute for a job: the fuzzer has no time for that. Wrong values stay as they are."""
    if case.operation.path != "/process" or not isinstance(case.body, dict):
        return
    wait = case.body.get("wait")
    if isinstance(wait, (int, float)) and not isinstance(wait, bool) and 0 < wait <= 60:
        case.body["wait"] = 1 if wait == 60 else 0
