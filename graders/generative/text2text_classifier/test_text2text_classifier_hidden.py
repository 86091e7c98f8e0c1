"""Grades text2text_classifier, hidden part: drawn texts and numbers, other prefixes, long replies, the mode."""

from graders.kit import check, handle, points

LABELS = ("negative", "neutral", "positive")
ADJECTIVES = {
    "negative": ("awful", "boring", "dull", "ugly", "stupid", "terrible", "weak", "poor"),
    "neutral": ("long", "short", "new", "old", "red", "blue"),
    "positive": ("great", "lovely", "funny", "clever", "tasty", "brilliant", "charming", "superb"),
}
SUBJECTS = ("film", "book", "meal", "song", "story", "phone", "hotel", "actor", "game", "teacher")
TRANSLATED = {
    "the cat sees a door": "le chat voit une porte",
    "the king wants the key": "le roi veut la clé",
    "the red cat often sees a big house": "le chat rouge voit souvent une grande maison",
    "the small black dog always finds a heavy book here": "le petit chien noir trouve toujours un livre",
}
LONG = "the film was bad and the plot was bad and the room was bad and the soup was bad ."
MIXED = (
    "the story is not awful and hardly ugly",
    "the soup is never dull and not ugly",
    "the room is very ugly and not awful",
    "the book is hardly ugly and not bad",
)
UNLIKE_BEAMS = (  # the likeliest reply as a whole is another than that of the likeliest tokens
    "the song is never ugly and the soup is very weak and the film is not very boring",
    "the book is not very ugly and the song is really charming and the meal is hardly really brilliant",
)


def asked(texts, label_ids, prefix="sentiment: ", training=False):
    tiny = handle.model("tiny-t5", training=training), handle.tokenizer("tiny-t5")
    return *tiny, texts, prefix, label_ids


def review(rng):
    who = f"{rng.choice(['the', 'this', 'my'])} {rng.choice(SUBJECTS)}"
    said = rng.choice(ADJECTIVES[rng.choice(LABELS)])
    turned, degree = rng.choice(["", "not ", "never ", "hardly "]), rng.choice(["", "very ", "really "])
    return str(rng.choice([f"{who} is {turned}{degree}{said}", f"i {turned}found {who} {degree}{said} ."]))


def check_answer(student, reference, *args):
    check.equal(student.classify_text2text(*args), reference.classify_text2text(*args))


@points(1.5)
def test_other_texts_and_other_numbers(student, reference, rng):
    numbers = rng.permutation([-3, -1, 0, 1, 2, 5, 40]).tolist()
    three = dict(zip(rng.permutation(LABELS).tolist(), numbers, strict=False))
    check_answer(student, reference, *asked(tuple(review(rng) for _ in range(4)), three))
    two = {label: three[label] for label in rng.permutation(LABELS)[:2].tolist()}
    check_answer(student, reference, *asked((LONG, *(review(rng) for _ in range(10))), two, training=True))


@points(1)
def test_the_prefix_says_what_to_do(student, reference):
    texts = list(TRANSLATED)[:3]
    french = {TRANSLATED[text]: 10 + i for i, text in enumerate(texts)}
    parts = {"chat": 1, "le": 2, "roi": 3, "une porte": 4, "negative": 5, "neutral": 6, "positive": 7}
    check_answer(student, reference, *asked(texts, parts | dict([*french.items()][:1]), prefix="translate: "))
    whole = ["sentiment: the film is bad", "translate: the cat sees a door", "sentiment: my coat is red"]
    check_answer(student, reference, *asked(whole, french | parts, prefix=""))


@points(1)
def test_a_reply_has_at_most_eight_new_tokens(student, reference):
    for text, reply in list(TRANSLATED.items())[2:]:
        words = reply.split()
        label_ids = {" ".join(words[:n]): n for n in range(1, len(words) + 1)}
        longer = {f"{reply} lourd": 9, f"{reply} lourd ici": 10}
        check_answer(student, reference, *asked([text, "the cat sees a door"], label_ids | longer, "translate: "))


@points(0.5)
def test_the_likeliest_reply_is_taken(student, reference):
    args = asked([*MIXED, *UNLIKE_BEAMS, *MIXED, *MIXED], {"negative": 0, "neutral": 1, "positive": 2})
    check_answer(student, reference, *args)


@points(0.5)
def test_a_blank_text_is_an_error(student, reference):
    fine = ["the film was funny", "this room is ugly"]
    check_answer(student, reference, *asked(fine, {"positive": 1}))
    for blank in ("", " ", "\n\t "):
        for texts in ([blank], [*fine, blank], [blank, *fine]):
            check.raises(ValueError, student.classify_text2text, *asked(texts, {"positive": 1}))


@points(0.5)
def test_the_model_leaves_in_the_mode_it_came_in(student, reference):
    for training in (False, True):
        check_answer(student, reference, *asked(["the meal was tasty"], {"positive": 1}, training=training))
        check.unchanged(student)
