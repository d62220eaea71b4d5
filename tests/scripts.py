"""Words and characters of the scripts of smaller communities: what tests set, and what faces must hold.

Words are of the Universal Declaration of Human Rights where there is a translation in the script, else the
names of the language and its script, and syllables with signs of every kind. Ranges are those of Unicode's
``Scripts.txt`` without what version 15 and later added, which the makers of the faces have not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflets.languages import Language, Languages


class Words(NamedTuple):
    """A language (BCP 47), the face of its script, and words of it."""

    tag: str
    face: str
    text: str


WORDS = (
    Words("dv", "NotoSansThaana", "ދެންފަހެ، އިންސާނީ ޙައްޤުތަކަށް އެއްވެސް ސަމާލުކަމެއް ދިނުމެއް ނެތި، އިންސާނީ ޙައްޤުތަކުގެ"),
    Words(
        "syr",
        "NotoSansSyriac",
        "ܡܢ ܣܒܒ ܦܠܛܐ ܕܠܐ ܡܝܩܪܬܐ ܘܡܣܠܝܬܐ ܕܙܕܩܐ ܐܢܫܝܐ ܝܒ݂ܕܥܢܐ ܠܥܒ݂ܕܘܝܬܐ ܒܪܒܪܝܐ ܘܥܓܙܢܐ ܠܐܢܝܬ ܕܒܪܢܫܘܬܐ.",
    ),
    Words("nqo", "NotoSansNKo", "ߡߐ߱ ߓߍ߯ ߘߌ߫ ߡߙߌ߬ߣߌ߲߫ ߟߊ߫߸ ߊ߬ ߣߌ߫ ߤߙߏߘߌ߲ߧߊ߸ ߒߞߏ ߞߊߙߊ߲߫ ߛߓߍ߫߹ ߓߟߐߟߐ ߡߊ߲߬ߘߋ߲߫ ߖߋ߬ߟߌ، ߓߡߊ߬ߣߊ߲؟ ߁߂߃"),
    Words(
        "ff-Adlm",
        "NotoSansAdlam",
        "𞤚𞤵𞥅𞤺𞤢𞥄𞤣𞤫 𞤱𞤮𞤲𞤣𞤫 𞤱𞤢𞥄𞤧𞤵𞤺𞤮𞤤 𞤸𞤫𞤬𞤼𞤭𞤲𞤣𞤫 𞤳𞤢𞤻𞤵𞤲 𞤫 𞤧𞤢𞤤𞤢𞤺𞤮𞤤 𞤼𞤮𞤼𞥆𞤵𞤣𞤫 𞤯𞤫𞤲 𞤶𞤮𞤶𞥆𞤢𞤲𞤯𞤫 𞤲𞤫𞤯𞥆𞤮 𞤲𞤮 𞤢𞤣𞥆𞤭 𞤥𞤢𞤧𞤭𞥅𞤦𞤮𞥅𞤶𞤭",
    ),
    Words("rhg", "NotoSansHanifiRohingya", "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝 𐴇𐴥𐴝𐴚𐴒𐴙𐴝، 𐴀𐴝𐴎𐴝𐴌𐴢 𐴀𐴝𐴎𐴝𐴌؟ 𐴏𐴡𐴤𐴘𐴡𐴣 𐴉𐴞𐴥𐴌𐴝𐴓۔ 𐴱𐴲𐴳 𐴴𐴵𐴶 𐴷𐴸𐴹𐴰"),
    Words("or", "NotoSansOriya", "ସମସ୍ତ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ ଏବଂ ମର୍ଯ୍ୟାଦା ଓ ଅଧିକାରରେ ସମାନ ଅଟନ୍ତି । ସେମାନଙ୍କଠାରେ ବୁଦ୍ଧି ଓ"),
    Words(
        "sat",
        "NotoSansOlChiki",
        "ᱡᱚᱛᱚ ᱢᱟᱹᱱᱢᱤ ᱜᱮ ᱡᱚᱱᱚᱢ ᱵᱮᱲᱟ ᱨᱮ ᱯᱷᱩᱨᱜᱟᱹᱞ, ᱢᱟᱱ ᱟᱨ ᱦᱚᱠ ᱨᱮ ᱥᱚᱢᱟᱱ ᱜᱮᱭᱟ᱾ ᱫᱟᱜ ᱧᱩᱭ ᱢᱮ᱿ ᱑᱒᱓",
    ),
    Words(
        "mni-Mtei",
        "NotoSansMeeteiMayek",
        "ꯃꯤꯑꯣꯏꯕ ꯈꯨꯗꯤꯡꯃꯛ ꯄꯣꯛꯄ ꯃꯇꯝꯗ ꯅꯤꯡꯇꯝꯃꯤ, ꯏꯀꯥꯏ ꯈꯨꯝꯅꯕ ꯑꯃꯁꯨꯡ ꯍꯛ ꯃꯥꯟꯅꯅ ꯂꯩꯖꯩ꯫ ꯱꯲꯳ ꯴꯵꯶",
    ),
    Words("ccp", "NotoSansChakma", "𑄡𑄨𑄠𑄚𑄧𑄖𑄳𑄠𑄬 𑄥𑄧𑄘𑄧𑄥𑄳𑄠𑄧 𑄢𑄬𑄎𑄳𑄠𑄧𑄠𑄚𑄨 𑄎𑄖𑄨𑄥𑄧𑄁𑄊𑄧𑄢𑄴 𑄝𑄧𑄣𑄝𑄧𑄣𑄴𑄘𑄨𑄠𑄬𑄭 𑄟𑄚𑄬𑄭𑄃𑄇𑄴𑄇𑄥𑄁 𑄃𑄮 𑄃𑄢𑄁 𑄥𑄙𑄩𑄚𑄧𑄖𑄃𑄚𑄩𑄢𑄴 𑄛𑄳𑄢𑄧𑄖𑄨"),
    Words("lif", "NotoSansLimbu", "ᤕᤰᤌᤢᤱ ᤐᤠᤴ ᤔᤠᤛᤠᤰ ᤕᤠᤰᤋᤢ᥄ ᤗᤡᤶᤒᤢ ᤛᤧ ᤈᤣ᤺ ᤘᤠ᥅ ᥇᥈᥉"),
    Words("lep", "NotoSansLepcha", "ᰛᰩᰵᰛᰧᰵᰶ ᰀᰪᰱ ᰛᰪᰮ ᰠᰦᰭ ᰊᰧᰶ᰻ ᰜᰥᰴ ᰃᰤᰨ ᰓᰥᰦ᰼ ᱁᱂᱃"),
    Words("bo", "NotoSerifTibetan", "སྐྱེ་བོ་དག་གིས་འུ་ཐུག་ཐབས་ཟད་ཀྱིས་རྐྱེན་པས་བཙན་དབང་དང༌།"),
    Words("dz", "NotoSerifTibetan", "དེ་ཡང་ ག་དེམ་གཅིག་འབད་ འགྲོ་བ་མི་ཚུ་གིས་ དབང་སྐྱོང་དང་དབང་གནོན་ལས་བཟློག་ཐབས་ལུ་"),
    Words(
        "mn-Mong",
        "NotoSansMongolian",
        "ᠬᠦᠮᠦᠨ ᠪᠦᠷ ᠲᠥᠷᠥᠵᠦ ᠮᠡᠨᠳᠡᠯᠡᠬᠦ ᠡᠷᠬᠡ ᠴᠢᠯᠥᠭᠡ\u202fᠲᠡᠢ᠂ "
        "ᠠᠳᠠᠯᠢᠬᠠᠨ ᠨᠡᠷ\u180eᠡ ᠲᠥᠷᠥ\u202fᠲᠡᠢ᠂ ᠢᠵᠢᠯ ᠡᠷᠬᠡ\u202fᠲᠡᠢ ᠪᠠᠢᠠᠭ᠃",
    ),
    Words(
        "ii",
        "NotoSansYi",
        "ꉻꏑꇩꏤꏓꂱꐥꇯꌠꏦꃤꁢꊧꇬꊿꊇꌅꅍꊿꑌꇐꁌꐨꌋꆀꅪꃰꐥꒈꃅꐥꌠꌅꅍꑠꉈꑴꌌꉉꄜꋊ，ꄷꀋꁨꀋꎪꃅꄿꐨꊼꇅꀉꒉꃅꐥꌠꐧꋦꀒꁨꆹꌠꌋꆀꐥꐨꄺꅐꌠꀻꎆꆹꎻ。",
    ),
    Words("lis", "NotoSansLisu", "ꓡꓲ-ꓢꓴ ꓐꓯꓹ ꓟꓬꓹ ꓑꓶꓲ ꓛꓳꓽ ꓥꓳꓺ ꓠꓬ꓾ ꓞꓰ꓿"),
    Words(
        "blt",
        "NotoSansTaiViet",
        "ꪫꪸꪀ ꪶꪀꪉ ꪐꪽ ꪻꪬ ꪩꪾꪣ ꫛ ꪶꪔꪙ ꪠꪴ - ꪝꪳꪉ ꪁꪫꪸꪙ ꪹꪋꪷꪉ ꪝꪸꪉ ꪹꪚꪱ ꪻꪬ ꪮꪮꪀ ꪄꪮꪥ ꪎꪸ ꪄꪮꪉ ꪋꪴ ꪬꪺ ꫛ ꪀꪺꪉ ꪋꪺ ꪹꪭꪙ ꪹꪜꪸꪙ",
    ),
    Words("hnj", "NotoSerifNPHmong", "𞄉𞄧𞄵𞄀𞄩𞄰 𞄎𞄣𞄲 𞄅𞄤𞄳𞄄𞄥𞄴, 𞄁𞄦𞄶𞄆𞄨 𞄐𞄪𞄒𞄫. 𞅁𞅂𞅃"),
    Words("eky", "NotoSansKayahLi", "ꤊꤢꤛꤢ꤭ ꤜꤟꤤ꤬ ꤞꤢꤧ꤬ ꤘꤣ ꤒꤟꤢꤩ꤬ ꤔꤟꤢꤪ꤬ꤞꤤ꤬ ꤚꤟꤌꤣ꤯ ꤁꤂꤃"),
    Words("cjm", "NotoSansCham", "ꨀꨇꩉ ꨌꩌ ꨚꨯꩀ ꨌꨳꨮꩌ ꨧꨴꨭꩂ ꨅꨩ ꨛꨳꩍ꩝ ꨆꨶꨪ ꨚꨯꨱꩀ꩞ ꩑꩒꩓"),
    Words("jv-Java", "NotoSansJavanese", "꧋ꦩꦤꦶꦩ꧀ꦧꦁꦩꦤꦮꦚꦶꦁꦏꦸꦂꦭꦤ꧀ꦔꦁꦒꦼꦥ꧀ꦫꦺꦩꦺꦃꦲꦏ꧀ꦲꦏ꧀ꦲꦸꦩ"),
    Words("ban-Bali", "NotoSansBalinese", "ᬅᬓ᭄ᬱᬭᬩᬮᬶ᭞ᬲᬓᬶᬂᬲᬶᬤ᭄ᬥᬫ᭄ᬲᬦ᭄ᬢᬸᬓᬦ᭄᭟ᬧᬭᬳᬸᬩᬕᬸᬲ᭄ᬓᬃᬢᬶᬓᬳᬤ᭄ᬯᬶᬢ᭄ᬬ᭑᭒᭓"),
    Words("su-Sund", "NotoSansSundanese", "ᮃᮊ᮪ᮞᮛ ᮞᮥᮔ᮪ᮓ ᮔᮥ ᮓᮤᮕᮊᮦ ᮊᮢᮔ ᮓᮤᮊᮡᮂ ᮘᮤᮏ᮪, ᮞᮊᮥᮙ᮪ᮔ ᮏᮜ᮪ᮙ ᮌᮥᮘᮢᮌ᮪. ᮱᮲᮳"),
    Words(
        "zgh",
        "NotoSansTifinagh",
        "ⵜⴳ ⵜⴰⵎⵜⵜⴰⵡⵜ ⵏ ⵉⵣⵔⴼⴰⵏ ⵏ ⵓⴼⴳⴰⵏ ⴰⴷ ⵉⵜⵜⴰⵡⵉⵏ ⵜⵓⴳⵜⵜ ⵏ ⵎⴰⴷ ⵉⵀⵔⵛⵏ ⴰⵔ ⵉⵙⴼⴰⴼⴰ ⴰⴼⵔⴰⴽ ⵏ ⵓⴼⴳⴰⵏ, ⴰⴼⴰⴷ ⴰⴷ",
    ),
    Words(
        "vai",
        "NotoSansVai",
        "ꕪꘋ ꖷ ꗞ ꕮ ꗛꖺ ꔧ ꕒꕌ ꕪ ꗞ ꖸꕊ ꗋꖺꕰꕊ ꖸ ꕮ, ꗋꖺꕰꕊ ꗷꔤ ꖷ ꖸ ꗞ ꔇꔀ ꖴꘋ ꕉꕜꕮ ꔔꘋ ꕮ ꕒꔤꕩ ꕉꖸ ꕞ, ꕉꕡ ꔳ ꕢꖝ ꖏ ꔉꔀ ꕧꕌꕩ ꕰꕊꕮ",
    ),
    Words("bax", "NotoSansBamum", "ꛀꚹꛀꚫ ꚠꚡꚢ ꚣꚤ꛰ꚥ꛱ ꛁꛂꛃ꛳ ꛄꛅꛆ꛴ ꛇꛈꛉꛊ꛵ ꛋꛌꛍ꛷ ꛦꛧꛨ"),
    Words(
        "iu",
        "NotoSansCanadianAboriginal",
        "ᐃᒪᐃᒻᒪᑦ ᓱᖁᑎᒋᓇᒍ ᐊᒻᒪᓗ ᓈᓚᖕᓂᕐᓗᖕᓂᖅ ᐃᓅᔪᒧᑦ ᐃᔪᓐᓇᐅᑎᓄᑦ ᖃᐅᔨᓇᖅᓯᐅᑎᓯᒪᔪᖅ ᓇᕐᕈᓇᕐᓂᕐᐹᑎᑐᑦ ᐊᐅᓪᓚᓯᖃᑦᓂᖕᒋᑦ",
    ),
    Words(
        "csw",
        "NotoSansCanadianAboriginal",
        "ᐁᑯ ᒪᑲ ᐁᑲ ᐁ ᐱᓯᐢᑫᓂᒋᑲᑌᐠ ᓀᐢᑕ ᐁ ᐱᑯᓂᑲᑌᑭ ᐃᓂᓂᐎ ᒥᓂᑯᐎᓯᐎᓇ ᐁ ᑲᑾᑕᑭᐃᒋᐠ ᐃᓂᓂᐗᐠ ᐁ ᑭᔑᐗᐃᑯᓇᓂᐗᐠ ᓀᐢᑕ ᐁ ᐊᑎ ᓄᑾᐠ ᐊᐢᑭᐠ",
    ),
    Words(
        "chr",
        "NotoSansCherokee",
        "Ꭴꮒꮂꭲ ꮻꮒꮪꮅꮝꮤꮕꭹ ꮎ ꭴꮒꮝꭶꮞꮨ ꮎꮎꮫꮑꮕ ꮎꮝꭹꮎꮓ ꭴꮒꮂ ꭶꮆꮢꮝꮤꮕ ꭰꮤꮃꮼꭿꮝꮧ ꮎꮝꭹ ꮷꮔꭺꮩꮧᏹ ꭴꮎꮥꮧᏹ ᏼꮻ, ꭰꮄ ꮎꮝꭹ ꭱꮆꭿ ꭴꮇꮴ ꮎꮏꭲ",
    ),
    Words("osa", "NotoSansOsage", "𐓏𐓘𐓻𐓘𐓻𐓟 𐓣𐓟, 𐓷𐓘𐓬𐓘́𐓺𐓟 𐓰𐓪͘𐓰𐓘 𐓤𐓘̄𐓬𐓣. 𐒼𐓟𐓤𐓪 𐓀𐓘𐓯𐓶"),
)

# Languages that CLDR lacks, by what a row of data/languages.yaml says of their script.
ROWS = {
    "lif": "Limb",
    "lep": "Lepc",
    "lis": "Lisu",
    "eky": "Kali",
    "cjm": "Cham",
    "jv-Java": "Java",
    "ban-Bali": "Bali",
    "su-Sund": "Sund",
    "bax": "Bamu",
}

# Every character of each face's script, in hexadecimal.
WHOLE = {
    "NotoSansThaana": "780-7B1",
    "NotoSansSyriac": "700-70D 70F-74A 74D-74F",
    "NotoSansNKo": "7C0-7FA 7FD-7FF",
    "NotoSansAdlam": "1E900-1E94B 1E950-1E959 1E95E-1E95F",
    "NotoSansHanifiRohingya": "10D00-10D27 10D30-10D39",
    "NotoSansOriya": (
        "B01-B03 B05-B0C B0F-B10 B13-B28 B2A-B30 B32-B33 B35-B39 B3C-B44 B47-B48 B4B-B4D "
        "B55-B57 B5C-B5D B5F-B63 B66-B77"
    ),
    "NotoSansOlChiki": "1C50-1C7F",
    "NotoSansMeeteiMayek": "AAE0-AAF6 ABC0-ABED ABF0-ABF9",
    "NotoSansChakma": "11100-11134 11136-11147",
    "NotoSansLimbu": "1900-191E 1920-192B 1930-193B 1940 1944-194F",
    "NotoSansLepcha": "1C00-1C37 1C3B-1C49 1C4D-1C4F",
    "NotoSerifTibetan": "F00-F47 F49-F6C F71-F97 F99-FBC FBE-FCC FCE-FD4 FD9-FDA",
    "NotoSansMongolian": "1800-1801 1804 1806-1819 1820-1878 1880-18AA 11660-1166C",
    "NotoSansYi": "A000-A48C A490-A4C6",
    "NotoSansLisu": "A4D0-A4FF 11FB0",
    "NotoSansTaiViet": "AA80-AAC2 AADB-AADF",
    "NotoSerifNPHmong": "1E100-1E12C 1E130-1E13D 1E140-1E149 1E14E-1E14F",
    "NotoSansKayahLi": "A900-A92D A92F",
    "NotoSansCham": "AA00-AA36 AA40-AA4D AA50-AA59 AA5C-AA5F",
    "NotoSansJavanese": "A980-A9CD A9D0-A9D9 A9DE-A9DF",
    "NotoSansBalinese": "1B00-1B4B 1B50-1B7C",
    "NotoSansSundanese": "1B80-1BBF 1CC0-1CC7",
    "NotoSansTifinagh": "2D30-2D67 2D6F-2D70 2D7F",
    "NotoSansVai": "A500-A62B",
    "NotoSansBamum": "A6A0-A6F7 16800-16A38",
    "NotoSansCanadianAboriginal": "1400-167F 18B0-18F5 11AB0-11ABF",
    "NotoSansCherokee": "13A0-13F5 13F8-13FD AB70-ABBF",
    "NotoSansOsage": "104B0-104D3 104D8-104FB",
}


def languages() -> Languages:
    """Give the table of languages with those that need a row."""
    own = (Language(tag, script, formats="en", parent="en") for tag, script in ROWS.items())
    return Languages().with_rows(own)


def characters(face: str) -> Iterator[int]:
    """Yield the code points of the script that a face is for."""
    for part in WHOLE[face].split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
