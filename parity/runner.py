"""Judges an IAM endpoint by exported cases: `iam-codec parity --export DIR`, then `python3 runner.py DIR URL`."""
import calendar, http.client, json, pathlib, re, sys, time, urllib.parse as url, xml.etree.ElementTree as ET

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*(?:Z|\+00:00)?"
IDS = r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{2}[A-Z0-9]{14,30}|" + TIME + r")(?![\w-])"
known, unmakable, FORM, variables, target = {}, {}, "%Y-%m-%dT%H:%M:%S", {"account": "123456789012"}, url.urlsplit(sys.argv[2])

class Answer:
    def __init__(self, response):
        self.status, body, self.root = response.status, response.read(), ET.Element("")
        try: self.root = ET.fromstring(body) if body else self.root
        except (ET.ParseError, ValueError): self.status = 599  # No client can read it.
        self.body, self.namespace = body.decode(errors="replace"), self.root.tag.rpartition("}")[0][1:]
        for element in self.root.iter(): element.tag = element.tag.rpartition("}")[2]
        self.error = self.root.find({"ErrorResponse": "Error", "Response": "Errors/Error", "Error": "."}.get(self.root.tag, "absent"))
        self.success = 200 <= self.status < 300 and self.error is None
        self.result = next((child for child in self.root if child.tag.endswith("Result")), self.root)

    def all(self, path): return self.result.findall(re.sub(r"\[([^=\]]+)=([^\]]*)\]", r"[\1='\2']", path))
    def at(self, path): return next(iter(self.all(path)), None)

def send(case, call):
    fill = lambda text: re.sub("%24%7B(.*?)%7D", lambda m: url.quote(variables[url.unquote(m[1])], ""), text)
    body = bytes(call["body_bytes"]) if "body_bytes" in call else fill(call["body"]).encode()
    connection, path = http.client.HTTPConnection(target.netloc, timeout=10), target.path.rstrip("/") + fill(call["target"])
    connection.request(call["method"], path, body, {k: filled(v) for k, v in {**case["headers"], **call["headers"]}.items() if v})
    answer = Answer(connection.getresponse())
    variables.update({name: e.text or "" for name, path in call.get("keep", {}).items() for e in answer.all(path)[:1]})
    accounts = re.findall(r">arn:aws:iam::(\d{12}):", answer.body) if answer.result is not answer.root else []
    variables["account"] = known.setdefault("", accounts[0]) if accounts else variables["account"]  # That of the first ARN.
    return answer

def implemented(case, operation, answer):
    tell, alike = case["not_implemented"], lambda a, name: (a.status, re.sub(IDS, "", a.body.replace(name, "")))
    if tell is None or answer.status in (401, 403): return True
    if answer.status in tell["statuses"] or answer.error is not None and answer.error.findtext("Code") in tell["codes"]: return False
    if not known.get(operation):
        unknown, absent = alike(send(case, tell["unknown"]), "NoSuchOperation"), answer.status == 500 and tell["absent"]
        known[operation] = alike(answer, operation) != unknown or bool(absent and alike(send(case, absent), operation) != unknown)
    return known[operation]

def filled(t): return [*map(filled, t)] if isinstance(t, list) else re.sub(r"\$\{(.*?)}", lambda m: variables.get(m[1], m[0]), t)
def parts(text): return text and sorted(re.split("(?:: |; )(?=Value )", filled(text)))  # Violations come in any order.
def once(element, names): return len({child.tag for child in element} & set(names)) == len(element)

def holds(element, rule, word):
    if rule in ("optional", "absent") or element is None: return rule == "optional" or element is None and rule == "absent"
    text, count, names, parts = element.text or "", len(element), {child.tag for child in element}, ("Key", "Value")
    is_list, tags = names <= {"member"}, [[member.findtext(part, "(none)") for part in parts] for member in element]
    return {"any": lambda: count or text.strip(), "present": lambda: True, "empty": lambda: not count and not text.strip(),
            "not": lambda: text != word, "date": lambda: re.fullmatch(TIME, text), "count": lambda: str(count) == word,
            "id": lambda: re.fullmatch(word + "[A-Z0-9]{12,28}", text), "text": lambda: not count and text == word,
            "in": lambda: re.fullmatch(TIME, text) and abs(calendar.timegm(time.strptime(text[:19], FORM)) - time.time() - int(word)) < 600,
            "encoded": lambda: text == url.quote(word, ""), "only": lambda: once(element, word), "members": lambda: is_list and str(count) == word,
            "tags": lambda: is_list and sorted(tags) == sorted(word) and all(once(tag, parts) and not tag.findall("*/*") for tag in element),
            "tags in order": lambda: tags == word and holds(element, "tags", word)}[rule]()

def as_expected(answer, operation, expect, **_):
    if answer.status >= 500 or "any_answer" in expect: return answer.status < 500
    if "refused" in expect or "done" in expect: return answer.success == ("done" in expect)
    if "tags" in expect: return answer.success and holds(answer.at("Tags") or ET.Element(""), "tags", filled(expect["tags"]))
    if "code" in expect:
        error, wanted = answer.error, (expect["status"], expect["code"], expect["type"], "ErrorResponse")
        return error is not None and (answer.status, error.findtext("Code"), error.findtext("Type"), answer.root.tag) == wanted and (
            answer.namespace == expect.get("namespace", answer.namespace) and once(answer.root, ("Error", "RequestId")) and once(error,
            [e.tag for e in error if not len(e) or e.tag not in ("Type", "Code", "Message")]) and parts(error.findtext("Message")) == parts(expect.get("message", error.findtext("Message"))))
    wrapper = operation + "Result" if answer.result is not answer.root else None
    return answer.success and (answer.status, answer.root.tag) == (200, operation + "Response") and (expect["result_element"] is None
        or wrapper == (answer.result.tag if expect["result_element"] else None) and once(answer.root, (wrapper, "ResponseMetadata"))
        ) and all(holds(answer.at(p), rule, word) and (p.endswith(("member", ".")) or len(answer.all(p)) <= len(answer.all(p + "/..")))
        for p, rule, word in filled(expect["checks"]))  # Each parent has one such element.

def verdict(case):
    for call in case["setup"] + [case["request"]]:
        if call.get("makes") in unmakable: return "skipped"
        answer, is_setup, kept = send(case, call), call is not case["request"], set(call.get("keep", {}))
        fits = as_expected(answer, **call) if "expect" in call else answer.success and kept <= set(variables)
        if not implemented(case, call["operation"], answer) or is_setup and not fits:
            return unmakable.update({call["makes"]: True} if is_setup and "makes" in call else {}) or "skipped"
    if case["basis"] == "unsettled": return "unsettled"
    for name, value in (case["otherwise"] or {}).items(): variables.setdefault(name, filled(value))
    effects = (not implemented(case, read["operation"], a) or as_expected(a, **read) for read in case["reads"] for a in [send(case, read)])
    return "same" if as_expected(answer, **case) and not (answer.success and kept - set(variables)) and all(effects) else "differs"

def attempt(action, *arguments):
    try: return action(*arguments)
    except (KeyError, OSError, ValueError, http.client.HTTPException): return "differs"  # In a clean-up: nothing was made.

for name in json.loads(pathlib.Path(sys.argv[1], "suite.json").read_text())["cases"]:
    case, variables = json.loads(pathlib.Path(sys.argv[1], name).read_text()), {"account": variables["account"]}
    print(case["number"], attempt(verdict, case), flush=True)
    for call in case["cleanup"]: attempt(send, case, call)
