"""A park that none of the shipped vocabulary was written for: its administrators' words are known as they stand."""

import shutil
from pathlib import Path

import pytest
from fakes import MemoryContexts
from program import SMALL_CONTENT

from bot.bootstrap import core_of
from bot.content.check import load_checked
from bot.in_memory import NoLog
from bot.reply.plain import plain

ADDED = """
indicators:
  - id: robot-companies
    name: {zh: 机器人企业数量, en: number of robot companies}
    aliases: {zh: [机器人企业, 机器人公司], en: [robot companies, robot firms]}
  - id: large-companies
    name: {zh: 规模以上机器人企业数量, en: number of robot companies above designated size}
    aliases: {zh: [规模以上企业, 规上企业], en: [companies above designated size]}
  - id: robot-output-growth
    name: {zh: 机器人产业产值同比增长, en: growth of the robot output}
    aliases: {zh: [产值增速], en: [output growth]}
  - id: accuracy
    name: {zh: 机器人重复定位精度, en: repeat positioning accuracy of the robot}
    aliases: {zh: [定位精度], en: [positioning accuracy]}
facts:
  - id: robot-companies
    park: willow-bay
    indicator: robot-companies
    period: reported
    status: actual
    quantity: "142家"
    citation: {article: willow, paragraphs: [4]}
    phrasings: {zh: [园区有多少家机器人企业, 机器人企业数量], en: [how many robot companies are in the park]}
  - id: large-companies
    park: willow-bay
    indicator: large-companies
    period: reported
    status: actual
    quantity: "63家"
    citation: {article: willow, paragraphs: [4]}
    phrasings: {zh: [规模以上企业有多少家, 规上机器人企业有几家], en: [how many companies above designated size]}
  - id: robot-output-growth
    park: willow-bay
    indicator: robot-output-growth
    period: reported
    status: growth
    quantity: "17.5%"
    citation: {article: willow, paragraphs: [4]}
    phrasings: {zh: [机器人产业产值同比增长多少], en: [how much did robot output grow]}
  - id: accuracy
    park: willow-bay
    indicator: accuracy
    period: undated
    status: actual
    quantity: "0.02毫米"
    citation: {article: willow, paragraphs: [4]}
    phrasings: {zh: [机器人的重复定位精度是多少], en: [what is the positioning accuracy of the robot]}
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("柳树湾有几家规模以上企业", "63家"),  # a topic of the vocabulary, but not where figures are published of it
        ("柳树湾机器人企业有多少", "142家"),  # 机器人企业数量 counts companies
        ("How many robot companies are there in Willow Bay?", "142"),
        ("How many robot companies are in Suzhou?", "142"),  # a place of the vocabulary, and this park's own name
        ("How much did robot output grow in Suzhou?", "17.5%"),
        ("柳树湾机器人定位精度多少", "0.02毫米"),
    ],
)
def test_its_own_words_are_known(tmp_path: Path, asked: str, said: str) -> None:
    root = Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))
    data = root / "data" / "all.yaml"
    text = data.read_text(encoding="utf-8").replace("en: [Willow Bay,", "en: [Suzhou, Willow Bay,")
    data.write_text(text, encoding="utf-8")
    (root / "data" / "robots.yaml").write_text(ADDED, encoding="utf-8")
    core = core_of(load_checked(root))
    outcome = core.desk(MemoryContexts(), NoLog()).reply(asked, "1")
    assert plain(outcome).startswith(said)
