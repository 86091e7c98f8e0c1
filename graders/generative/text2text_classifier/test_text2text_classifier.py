"""Grades text2text_classifier. Not checked: speed, batch sizes, replies in capitals, the wording of errors."""

from graders.kit import check, handle, points

THREE = {"negative": 0, "neutral": 1, "positive": 2}
TWO = {"negative": 0, "positive": 1}
REVIEWS = (
    "the film is good",
    "the room was not good .",
    "my hotel is new",
    "i hardly found this song very boring",
    "the actor was really awful .",
    "my phone is never long",
    "this bread was tasty",
    "i found the plot so stupid .",
    "the game is not ugly",
    "my teacher was never quite charming .",
)


def asked(texts, label_ids, prefix="sentiment: ", training=False):
    tiny = handle.model("tiny-t5", training=training), handle.tokenizer("tiny-t5")
    return *tiny, texts, prefix, label_ids


@points(1.5)
def test_each_text_gets_the_number_of_the_label_the_model_writes(student, reference):
    for texts in (["the film is good"], list(REVIEWS[:6])):
        args = asked(texts, THREE)
        check.equal(student.classify_text2text(*args), reference.classify_text2text(*args))


@points(1)
def test_a_reply_that_is_no_label_is_none(student, reference):
    for texts, label_ids in (
        (["the soup was great", "my coat is blue"], TWO),
        (["the door is red", "this story was dull", "my bread is old", "the song is bad"], {"neutral": 0}),
    ):
        args = asked(texts, label_ids)
        check.equal(student.classify_text2text(*args), reference.classify_text2text(*args))


@points(1)
def test_texts_of_different_length_give_what_each_gives_alone(student, reference):
    long = "i found the film and the book and the plot and the room and the soup and the story quite bad ."
    for texts in (["my meal was bad", long], [*REVIEWS[:5], long, *REVIEWS[5:]]):
        alone = [reference.classify_text2text(*asked([text], THREE))[0] for text in texts]
        check.equal(student.classify_text2text(*asked(texts, THREE)), alone)


@points(1)
def test_dropout_does_not_act_in_training_mode(student, reference):
    for texts in (["this film is superb"], list(REVIEWS)):
        args = asked(texts, THREE, training=True)
        check.equal(student.classify_text2text(*args), reference.classify_text2text(*args))


@points(0.5)
def test_no_texts_and_no_labels_are_errors(student, reference):
    args = asked(["the book was clever"], TWO)
    check.equal(student.classify_text2text(*args), reference.classify_text2text(*args))
    for bad in (asked([], TWO), asked(["the book was clever"], {}), asked((), TWO)):
        check.raises(ValueError, student.classify_text2text, *bad)
