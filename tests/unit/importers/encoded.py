"""Texts of our own in the languages and encodings that news comes in, short and long: what the detector is measured with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

TEXTS = {
    "en": [
        "The café’s owner, José Núñez, paid £3,500 for the façade – “a naïve sum”, he said.",
        "A ferry sank off the cape on Monday. Nine people died, among them André Lefèvre, 41, a cook.",
        "Rebels shelled the village of Qārah. “We have lost everything,” said Zoë Müller of the Red Cross. "
        "The damage was put at €12 million, or about £10 million. Señor Peña’s résumé did not say so.",
    ],
    "fr": [
        "Le bâtiment s’est effondré à l’aube : douze blessés, dont un élève âgé de neuf ans.",
        "Les secours ont été dépêchés à Évreux, où l’incendie a détruit près de quarante hôtels. Le maire, "
        "François Lemaître, a déclaré que « la forêt brûle déjà depuis mercredi ».",
    ],
    "de": [
        "Bei einer Überschwemmung in Köln wurden fünf Menschen getötet, sagte der Bürgermeister.",
        "Die Behörden übernahmen die Führung der Rettungskräfte. Größere Schäden gab es in Würzburg, "
        "wo ein Gebäude über der Straße einstürzte. „Das war schön gefährlich“, erklärte Jürgen Groß.",
    ],
    "es": [
        "El año pasado murieron más de cien personas en la región, según el señor Ibáñez.",
        "La erupción obligó a evacuar a los niños de tres pueblos. «No sabíamos qué hacer», contó Íñigo Muñoz, "
        "alcalde de la población más cercana; ¿quién pagará los daños?",
    ],
    "pl": [
        "Wczoraj w Łodzi zginęło pięć osób, a dwadzieścia zostało rannych w zderzeniu pociągów.",
        "Rzeczniczka straży pożarnej Grażyna Śliwińska powiedziała, że ogień objął całą halę. „Niczego już nie "
        "uratujemy, ale ludzie są bezpieczni” – dodała. Przyczyną mogło być zwarcie w łączniku.",
    ],
    "cs": [
        "Při požáru v Třebíči zahynuli tři lidé, řekl mluvčí hasičů Jiří Dvořák.",
        "Záchranáři odvezli dvanáct zraněných do nemocnice v Českých Budějovicích. Příčinu výbuchu vyšetřuje "
        "policie, škoda přesáhla čtyři miliony korun a střecha se zřítila.",
    ],
    "ru": [
        "При обстреле города погибли двенадцать человек, сообщил губернатор.",
        "Спасатели нашли под завалами ещё трёх раненых. Представитель министерства заявил, что "
        "поиски продолжатся утром. Всего в больницах остаются сорок пять человек.",
    ],
    "uk": [
        "Унаслідок вибуху загинуло четверо людей, повідомила поліція Києва.",
        "Рятувальники евакуювали жителів п’яти будинків. За словами мера, їхні квартири зруйновано, "
        "а відбудова триватиме щонайменше рік. Ґрунтові води піднялися вище.",
    ],
    "bg": [
        "При катастрофата загинаха шестима души, съобщи говорителят на полицията.",
        "Ранените са откарани в болницата в Пловдив. Причината още не е ясна, каза министърът на "
        "вътрешните работи, а движението по магистралата е спряно.",
    ],
    "el": [
        "Εννέα άνθρωποι σκοτώθηκαν από τον σεισμό, ανακοίνωσε ο δήμαρχος.",
        "Η πυρκαγιά κατέστρεψε δεκάδες σπίτια έξω από την Αθήνα. Οι πυροσβέστες έσωσαν είκοσι κατοίκους, "
        "είπε ο υπουργός, και οι έρευνες συνεχίζονται όλη τη νύχτα.",
    ],
    "tr": [
        "İzmir’de çıkan yangında beş kişi öldü, on iki kişi yaralandı, dedi vali.",
        "Kurtarma ekipleri çığ altında kalan köye ulaştı. Bakan, “Yaralıların durumu iyi, şimdi kayıpları arıyoruz” "
        "diye konuştu; güçlü rüzgâr çalışmaları geciktiriyor.",
    ],
    "ar": [
        "قتل اثنا عشر شخصا في قصف استهدف سوقا شمال المدينة، وفق مصدر طبي.",
        "قال المتحدث باسم الدفاع المدني إن فرق الإنقاذ انتشلت تسع جثث من تحت الأنقاض. وأضاف أن البحث مستمر "
        "عن المفقودين، وأن المستشفيات لم تعد تستقبل الجرحى.",
    ],
    "he": [
        "שלושה בני אדם נהרגו בשריפה שפרצה הלילה, מסר דובר המשטרה.",
        "כוחות ההצלה פינו עשרים פצועים לבתי החולים. ראש העיר אמר כי הנזק כבד וכי בתי הספר יישארו סגורים עד "
        "סוף השבוע, בזמן שהחוקרים בודקים את הסיבה.",
    ],
    "ja": [
        "地震で少なくとも九人が死亡し、四十人がけがをしたと市長が発表した。",
        "消防によると、火は午前二時ごろ倉庫から出て、隣の工場にも広がった。けが人は病院に運ばれ、警察が原因を調べている。"
        "「助かったのは奇跡です」と住民の男性は話した。",
    ],
    "zh": [
        "当地官员说，爆炸造成至少十二人死亡，另有三十多人受伤。",
        "救援人员星期二在废墟中找到三名幸存者。市长表示，搜救工作将继续进行，政府会为失去住房的居民提供临时住所。"
        "目前还不清楚事故的原因。",
    ],
    "zh-tw": [
        "當地官員說，爆炸造成至少十二人死亡，另有三十多人受傷。",
        "救援人員星期二在廢墟中找到三名倖存者。市長表示，搜救工作將繼續進行，政府會為失去住房的居民提供臨時住所。"
        "目前還不清楚事故的原因。",
    ],
    "ko": [
        "이번 지진으로 적어도 아홉 명이 숨지고 마흔 명이 다쳤다고 시장이 밝혔다.",
        "소방 당국은 불이 새벽 두 시쯤 창고에서 시작되어 옆 공장으로 번졌다고 설명했다. 다친 사람들은 병원으로 옮겨졌고 "
        "경찰이 원인을 조사하고 있다.",
    ],
}
CODECS = {
    "en": ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac_roman"],
    "fr": ["utf-8", "utf-16", "cp1252", "iso8859-15", "mac_roman", "cp850"],
    "de": ["utf-8", "utf-16-le", "cp1252", "iso8859-15", "mac_roman", "cp850"],
    "es": ["utf-8", "utf-16-be", "cp1252", "iso8859-15", "mac_roman"],
    "pl": ["utf-8", "utf-16", "cp1250", "iso8859-2"],
    "cs": ["utf-8", "utf-16-le", "cp1250", "iso8859-2"],
    "ru": ["utf-8", "utf-16", "utf-16-le", "cp1251", "koi8-r", "iso8859-5", "cp866"],
    "uk": ["utf-8", "utf-16-be", "cp1251", "koi8-u"],
    "bg": ["utf-8", "utf-16", "cp1251", "iso8859-5"],
    "el": ["utf-8", "utf-16-le", "cp1253", "iso8859-7"],
    "tr": ["utf-8", "utf-16", "cp1254", "iso8859-9"],
    "ar": ["utf-8", "utf-16-le", "cp1256", "iso8859-6"],
    "he": ["utf-8", "utf-16-be", "cp1255", "iso8859-8"],
    "ja": ["utf-8", "utf-16", "utf-16-be", "shift_jis", "euc_jp", "iso2022_jp"],
    "zh": ["utf-8", "utf-16-le", "gbk", "gb18030"],
    "zh-tw": ["utf-8", "utf-16", "big5"],
    "ko": ["utf-8", "utf-16-be", "euc_kr", "cp949"],
}
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "ā": "a", "€": "EUR", "«": '"', "»": '"', "Ґ": "Г"}
)


class Case(NamedTuple):
    """``data`` is ``text`` in ``codec``."""

    language: str
    codec: str
    text: str
    data: bytes


def cases() -> Iterator[Case]:
    """Each text in each of its encodings, alone and (long) three times over with a plain English line between."""
    for language, texts in TEXTS.items():
        for codec in CODECS[language]:
            for text in texts:
                fitting = text if _fits(text, codec) else text.translate(PLAIN)
                if not _fits(fitting, codec):
                    continue
                for made in (fitting, "\n\n".join([fitting, "By our correspondent", fitting, "(Wire)", fitting])):
                    yield Case(language, codec, made, made.encode(codec))


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
