"""Amounts as the shipped catalogs say them, in all eight languages: whole, and in the order of each."""

from __future__ import annotations

import pytest

from leaflets.build import Job, read_and_localise
from leaflets.session import Session

GUIDE, BLOCK, ABLATION = "minimally-invasive-spine-surgery", "nerve-root-block", "disc-ablation"


def words(session: Session, leaflet: str, language: str) -> str:
    document = read_and_localise(session, Job(leaflet, language)).document
    return " ".join(node.text for node in document.blocks()).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "more than 1,000 operations a year"),
        ("de", "mehr als 1.000 Operationen pro Jahr"),
        ("es", "más de 1000 operaciones al año"),
        ("zh-Hans", "每年超过1,000台"),
        ("ar", "أكثر من 1,000 عملية سنويًا"),
        ("hi", "हर साल 1,000 से ज़्यादा ऑपरेशन"),
        ("th", "ผ่าตัดมากกว่า 1,000 ครั้งต่อปี"),
        ("ur", "سالانہ 1,000 سے زیادہ آپریشن"),
    ],
)
def test_more_than_a_count_a_year(shipped: Session, language: str, text: str) -> None:
    assert text in words(shipped, GUIDE, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "more than 20 years of experience"),
        ("de", "mehr als 20 Jahre Erfahrung"),
        ("es", "más de 20 años de experiencia"),
        ("zh-Hans", "有超过20年的经验"),
        ("ar", "تمتد إلى أكثر من 20 سنة"),
        ("hi", "20 वर्ष से ज़्यादा का अनुभव"),
        ("th", "มากกว่า 20 ปี"),
        ("ur", "20 سال سے زیادہ کا تجربہ"),
    ],
)
def test_more_than_a_number_of_years(shipped: Session, language: str, text: str) -> None:
    assert text in words(shipped, GUIDE, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It lasts about 1–2 months."),
        ("de", "Sie hält etwa 1–2 Monate an."),
        ("es", "Dura alrededor de 1-2 meses."),
        ("zh-Hans", "缓解持续约1～2个月。"),
        # Both ends are one word: CLDR's forms for one and two months have no numeral.
        ("ar", "ويدوم من شهر إلى شهرين تقريبًا."),
        ("hi", "यह लगभग 1–2 महीने रहती है।"),
        ("th", "บรรเทาได้นานประมาณ 1-2 เดือน"),
        ("ur", "یہ تقریباً 1–2 مہینے تک رہتا ہے۔"),
    ],
)
def test_about_a_range_in_one_unit(shipped: Session, language: str, text: str) -> None:
    assert text in words(shipped, BLOCK, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pain relief lasts about 6 months to 2 years."),
        ("de", "Die Schmerzlinderung hält etwa 6 Monate bis 2 Jahre an."),
        ("es", "El alivio del dolor dura alrededor de 6 meses a 2 años."),
        ("zh-Hans", "疼痛缓解持续约6个月至2年。"),
        ("ar", "يدوم تخفيف الألم من 6 أشهر إلى سنتين تقريبًا."),
        ("hi", "दर्द से राहत लगभग 6 महीने से 2 वर्ष तक रहती है।"),
        ("th", "บรรเทาอาการปวดได้นานประมาณ 6 เดือนถึง 2 ปี"),
        ("ur", "درد سے آرام تقریباً 6 مہینے سے 2 سال تک رہتا ہے۔"),
    ],
)
def test_about_a_range_in_two_units(shipped: Session, language: str, text: str) -> None:
    assert text in words(shipped, ABLATION, language)
