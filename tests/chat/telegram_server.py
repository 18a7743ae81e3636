"""A stand-in for the Bot API server, over real HTTP on loopback: as strict about offsets as the real one."""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Self

from aiohttp import web

from .telegram_photo import photo_refused, png_size

TOKEN = "123456789:AAE-stand-in-token-of-thirty-five-chars"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Parkbot", "username": "park_test_bot"}
Json = dict[str, Any]
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_PLAIN = {"text", "caption", "language_code", "chat_id", "callback_query_id", "description", "short_description"}
_ENTITY = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)|(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")


@dataclass
class Call:
    """One call of a method: its parameters, when it came, and whether it was obeyed."""

    method: str
    parameters: Json
    at: float
    ok: bool
    result: Any = None


@dataclass
class Fault:
    """How the next call of a method fails; with `status` 0 it is done and never answered."""

    status: int
    description: str
    parameters: Json = field(default_factory=dict)


class TelegramServer:
    """Use as an asynchronous context manager; `url` is its root. Only `TOKEN` is a valid token."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.queue: list[Json] = []
        self.menus: dict[str, list[Json]] = {}  # by language, after the scope where it is not everywhere
        self.administrators: set[int] = set()
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.messages: dict[tuple[int, int], Json] = {}  # by chat and number, as they stand now
        self.delay: Callable[[Json], float] = lambda _: 0.0  # seconds a sendMessage takes
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._next = 700
        self._message_id = 0
        self._poller: asyncio.Event | None = None
        self._polled: tuple[int, float] = (0, 0.0)
        self._changed = asyncio.Event()

    async def __aenter__(self, port: int = 0) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # What tests do and ask.

    def put(self, **content: Any) -> int:
        """Queue an update; returns its id."""
        self._next += 1
        self.queue.append({"update_id": self._next, **content})
        self._wake()
        return self._next

    def write(self, text: str | None, chat: int = 1, **more: Any) -> int:
        """Queue a text message of a private chat; `more` are further fields of the message."""
        return self.put(message=self.message(text, chat, **more))

    def message(self, text: str | None, chat: int = 1, **more: Any) -> Json:
        self._message_id += 1
        made: Json = {
            "message_id": self._message_id,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "first_name": "甲", "title": "群"},
            "from": {"id": abs(chat), "is_bot": False, "first_name": "甲", "language_code": "zh-hans"},
            **({} if text is None else {"text": text, **_entities(text)}),
            **more,
        }
        self.messages[chat, self._message_id] = made
        return made

    def press(self, label: str, chat: int = 1, **more: Any) -> int:
        """Queue a tap on the button that stands in the newest message of a chat that has one labelled so."""
        for (where, _), message in reversed(self.messages.items()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()) if where == chat else ():
                for button in row:
                    if button["text"] == label:
                        user = {"id": abs(chat), "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
                        return self.tap(button["callback_data"], chat, message=message, **{"from": user, **more})
        raise AssertionError(f"no button {label} in chat {chat}")

    def labels(self, chat: int = 1) -> list[list[str]]:
        """The labels under the newest message of the bot in a chat, row by row."""
        message = next(m for (where, _), m in reversed(self.messages.items()) if where == chat and m["from"] == BOT)
        return [[b["text"] for b in row] for row in message.get("reply_markup", {}).get("inline_keyboard", ())]

    def shown(self, chat: int = 1) -> str:
        """The text or caption of the newest message of the bot in a chat, as it stands now."""
        return next(
            m.get("text") or m["caption"]
            for (c, _), m in reversed(self.messages.items())
            if c == chat and m["from"] == BOT
        )

    def tap(self, data: str, chat: int = 1, **more: Any) -> int:
        """Queue a tap on a button of a message of the bot."""
        message = more.pop("message", None) or self.message("which?", chat, **{"from": BOT})
        user = {"id": abs(chat), "is_bot": False, "first_name": "甲", "language_code": "en"}
        query = {"id": f"q{self._next}", "from": user, "chat_instance": "1", "data": data, "message": message}
        return self.put(callback_query={**query, **more})

    def fail(self, method: str, status: int, description: str, **parameters: Any) -> None:
        """Let the next call of a method fail."""
        self._faults[method].append(Fault(status, description, parameters))

    def obeyed(self, method: str = "sendMessage") -> list[Json]:
        return [call.parameters for call in self.calls if call.method == method and call.ok]

    def texts(self, chat: int | None = None) -> list[str]:
        """The texts that were sent, in order, in one chat or in all."""
        return [m["text"] for m in self.obeyed() if chat is None or int(m["chat_id"]) == chat]

    async def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something is so; fails the test when it never is."""
        async with asyncio.timeout(seconds):
            while not true():
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.1)
                except TimeoutError:
                    continue

    # The API.

    async def _serve(self, request: web.Request) -> web.Response:
        token, method = request.match_info["token"], request.match_info["method"]
        if token != TOKEN:
            return _refuse(Fault(401, "Unauthorized"))
        parameters = {name: _decoded(name, value) for name, value in (await request.post()).items()}
        call = Call(method, parameters, time.monotonic(), ok=False)
        self.calls.append(call)
        fault = self._faults[method].popleft() if self._faults[method] else None
        try:
            if fault is not None and fault.status:
                return _refuse(fault)
            answer = getattr(self, f"_{method}", None)
            if answer is None:
                return _refuse(Fault(404, "Not Found"))
            result = await answer(parameters)
            call.ok, call.result = not isinstance(result, Fault), result
            if fault is not None:
                await asyncio.sleep(60)
            return _refuse(result) if isinstance(result, Fault) else web.json_response({"ok": True, "result": result})
        finally:
            self._wake()

    async def _getMe(self, _: Json) -> Json:
        return BOT

    async def _getUpdates(self, parameters: Json) -> list[Json] | Fault:
        if self._poller is not None:
            self._poller.set()
        mine = self._poller = asyncio.Event()
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        polled, self._polled = self._polled, (offset, time.monotonic())
        if polled[0] == offset and self._polled[1] - polled[1] < 0.5:
            limit = 1
        self._confirm(offset)
        end = time.monotonic() + float(parameters.get("timeout", 0))
        while not self.queue and time.monotonic() < end and not mine.is_set():
            await asyncio.sleep(0.01)
        if mine.is_set():
            return Fault(409, "Conflict: terminated by other getUpdates request")
        self._poller = None
        self._confirm(offset)
        return self.queue[:limit]

    def _confirm(self, offset: int) -> None:
        # An offset far beyond the queue's end is from before the numbers started anew: it confirms nothing.
        if offset <= max((u["update_id"] for u in self.queue), default=0) + 10:
            self.queue = [u for u in self.queue if u["update_id"] >= offset]

    async def _sendMessage(self, parameters: Json) -> Json | Fault:
        await asyncio.sleep(self.delay(parameters))
        if fault := _faulty(parameters):
            return fault
        markup = {name: value for name, value in parameters.items() if name == "reply_markup"}
        return self.message(parameters["text"], int(parameters["chat_id"]), **{"from": BOT}, **markup)

    async def _sendPhoto(self, parameters: Json) -> Json | Fault:
        if refused := photo_refused(parameters):
            return Fault(400, f"Bad Request: {refused}")
        if fault := _faulty({**parameters, "text": "its text is the caption"}):
            return fault
        width, height = png_size(parameters["photo"])
        sizes = [{"file_id": "p", "file_unique_id": "u", "width": width, "height": height}]
        more = {name: value for name, value in parameters.items() if name in {"reply_markup", "caption"}}
        return self.message(None, int(parameters["chat_id"]), **{"from": BOT}, photo=sizes, **more)

    async def _editMessageText(self, parameters: Json) -> Json | Fault:
        return self._edit(parameters)

    async def _editMessageReplyMarkup(self, parameters: Json) -> Json | Fault:
        return self._edit(parameters)

    def _edit(self, parameters: Json) -> Json | Fault:
        message = self.messages.get((int(parameters["chat_id"]), int(parameters["message_id"])))
        if message is None or message["from"] != BOT:
            return Fault(400, "Bad Request: message to edit not found")
        if fault := _faulty({"text": message["text"], **parameters}):
            return fault
        before = (message["text"], message.get("reply_markup"))
        changed = {"text": parameters.get("text", message["text"])}
        # Telegram takes the buttons away where an edit names none.
        message.pop("reply_markup", None)
        message.update(
            changed, **({"reply_markup": parameters["reply_markup"]} if "reply_markup" in parameters else {})
        )
        if before == (message["text"], message.get("reply_markup")):
            return Fault(400, "Bad Request: message is not modified")
        return message

    async def _answerCallbackQuery(self, parameters: Json) -> bool | Fault:
        return Fault(400, "Bad Request: MESSAGE_TOO_LONG") if len(parameters.get("text", "")) > 200 else True

    async def _answerInlineQuery(self, parameters: Json) -> bool | Fault:
        results = parameters["results"]
        ids = [result["id"] for result in results]
        if len(results) > 50:
            return Fault(400, "Bad Request: RESULTS_TOO_MUCH")
        if len(set(ids)) < len(ids):
            return Fault(400, "Bad Request: RESULT_ID_DUPLICATE")
        if not all(1 <= len(id.encode()) <= 64 for id in ids):
            return Fault(400, "Bad Request: RESULT_ID_INVALID")
        for result in results:
            content = result["input_message_content"]
            if fault := _faulty({"text": content["message_text"], "reply_markup": result.get("reply_markup")}):
                return fault
        return True

    async def _getMyCommands(self, parameters: Json) -> list[Json]:
        return self.menus.get(_menu_key(parameters), [])

    async def _setMyCommands(self, parameters: Json) -> bool | Fault:
        for command in parameters["commands"]:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                return Fault(400, "Bad Request: BOT_COMMAND_INVALID")
        self.menus[_menu_key(parameters)] = parameters["commands"]
        return True

    async def _getChatMember(self, parameters: Json) -> Json:
        user = {"id": int(parameters["user_id"]), "is_bot": False, "first_name": "甲"}
        status = "administrator" if user["id"] in self.administrators else "member"
        rights = dict.fromkeys(_RIGHTS, False) if status == "administrator" else {}
        return {"user": user, "status": status, **rights}

    async def _deleteMyCommands(self, parameters: Json) -> bool:
        self.menus.pop(_menu_key(parameters), None)
        return True

    async def _getMyDescription(self, parameters: Json) -> Json:
        return {"description": self.descriptions.get(parameters.get("language_code", ""), "")}

    async def _setMyDescription(self, parameters: Json) -> bool | Fault:
        if len(parameters["description"]) > 512:
            return Fault(400, "Bad Request: description is too long")
        self.descriptions[parameters.get("language_code", "")] = parameters["description"]
        return True

    async def _getMyShortDescription(self, parameters: Json) -> Json:
        return {"short_description": self.short_descriptions.get(parameters.get("language_code", ""), "")}

    async def _setMyShortDescription(self, parameters: Json) -> bool | Fault:
        if len(parameters["short_description"]) > 120:
            return Fault(400, "Bad Request: short description is too long")
        self.short_descriptions[parameters.get("language_code", "")] = parameters["short_description"]
        return True

    def _wake(self) -> None:
        self._changed.set()


def _menu_key(parameters: Json) -> str:
    scope = parameters.get("scope") or {"type": "default"}
    where = "" if scope["type"] == "default" else f"{scope['type']}{scope.get('chat_id', '')}:"
    return where + parameters.get("language_code", "")


def _decoded(name: str, value: Any) -> Any:
    if name in _PLAIN:
        return value
    if isinstance(value, web.FileField):
        return value.file.read()
    try:
        return json.loads(value)
    except ValueError:
        return value


def _entities(text: str) -> Json:
    """Mentions and commands, as the server finds them; places are in UTF-16 units."""
    kinds = {"@": "mention", "/": "bot_command"}
    found = [
        {"type": kinds[m[0][0]], "offset": _units(text[: m.start()]), "length": len(m[0])}
        for m in _ENTITY.finditer(text)
    ]
    return {"entities": found} if found else {}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _faulty(parameters: Json) -> Fault | None:
    """What the server would say to a text or keyboard that it does not take."""
    text = unescape(re.sub(r"<[^>]*>", "", parameters["text"]))
    if not text.strip():
        return Fault(400, "Bad Request: message text is empty")
    if _units(text) > 4096:
        return Fault(400, "Bad Request: message is too long")
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        return Fault(400, "Bad Request: too many buttons")
    for button in buttons:
        if not button["text"].strip():
            return Fault(400, "Bad Request: Text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            return Fault(400, "Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and not button["url"].startswith(("https://", "tg://")):
            return Fault(400, "Bad Request: BUTTON_URL_INVALID")
    return None


def _refuse(fault: Fault) -> web.Response:
    body: Json = {"ok": False, "error_code": fault.status, "description": fault.description}
    if fault.parameters:
        body["parameters"] = fault.parameters
    return web.json_response(body, status=fault.status)
