"""Quiz of the unit representation: each question has one right choice.

Read the README first. Then put a letter, in quotes, in place of None: "q0": "a". What you leave at None is not
started, not wrong. This file is read and never run, so the letters have to stand in the dict itself.
"""

ANSWERS = {
    # q1. How does a sentiment model such as `distilbert-base-uncased-finetuned-sst-2-english` come about?
    #   a) First labelled sentences, for the task; then raw text, to widen the vocabulary
    #   b) Labelled sentences only, starting from random weights
    #   c) First raw text, with words hidden for the model to guess; then labelled sentences
    #   d) Raw text only; the labels are named in a prompt when the model is used
    "q1": None,
    #
    # q2. Pre-training is called self-supervised. What does that mean?
    #   a) The targets are taken from the text itself, such as a hidden word or the next one.
    #   b) The model labels new texts with its own predictions and is trained on those.
    #   c) The model watches its own error and stops training when it no longer falls.
    #   d) There are no targets and no loss: the model just stores the texts it reads.
    "q2": None,
    #
    # q3. For film reviews, a colleague suggests `cardiffnlp/twitter-roberta-base-sentiment-latest`. What
    #     follows from the name?
    #   a) It writes text: RoBERTa is a decoder, so its replies need a parser.
    #   b) It needs no check: "latest" says that it is the best model for sentiment.
    #   c) It does not know sentiment yet: "base" says that it was only pre-trained.
    #   d) It was trained on tweets, so first measure it on labelled film reviews.
    "q3": None,
    #
    # q4. What can be read off the name `distilbert-base-uncased-finetuned-sst-2-english`?
    #   a) A BERT of base size, trained from random weights on the sentences of SST-2
    #   b) A smaller relative of BERT, input in lower case, trained further on SST-2
    #   c) A model that raises an error where a text has capital letters in it
    #   d) A model that was fitted to SST-2 without its labels and embeds sentences
    "q4": None,
    #
    # q5. A logistic regression is trained on the embeddings of a frozen sentence encoder. What does the
    #     training change?
    #   a) The weights of the logistic regression, and nothing else
    #   b) The weights of the logistic regression and of the encoder's last layer
    #   c) All weights of the encoder, but in small steps
    #   d) The embeddings of the training texts, but not those of the test texts
    "q5": None,
    #
    # q6. Embedding your 100,000 texts took an hour. The next day a sixth label is added, with labelled
    #     examples among those texts. What has to be done again?
    #   a) Embed all texts: the vectors were made for five labels.
    #   b) Embed the texts of the sixth label, as each label has a space of its own.
    #   c) Fit the classifier on the stored embeddings with the new labels.
    #   d) Fine-tune the encoder, so that it has room for a sixth label.
    "q6": None,
    #
    # q7. What is the cosine similarity of (3, 4) and (6, 8)?
    #   a) 0.5, as one is half as long as the other
    #   b) 1, as both point in the same direction
    #   c) 50, the sum of the products
    #   d) 5, the distance between them
    "q7": None,
    #
    # q8. When are the highest cosine, the largest dot product and the smallest Euclidean distance sure to
    #     choose the same centroid for every text?
    #   a) When the texts' vectors have length 1, whatever the centroids
    #   b) When no vector has a negative component
    #   c) When texts and centroids have the same number of dimensions
    #   d) When all centroids have the same length
    "q8": None,
    #
    # q9. Somebody averages the training embeddings of each class and gives a new text the class of the
    #     nearest average. "F1 of 0.84 without any labels!" What is true?
    #   a) Right: there is no gradient descent, so nothing was learned from labels.
    #   b) Right: the labels are used for nothing but computing the F1.
    #   c) Wrong: the labels decide which texts enter which average, so it is supervised.
    #   d) Half right: the new texts are averaged in as well, so it is semi-supervised.
    "q9": None,
    #
    # q10. You have 2,000 reviews without labels and nobody to label them. Which of these can be done as it
    #     stands?
    #   a) Compare each review with an embedded description of each label
    #   b) Average the embeddings of the positive and of the negative reviews
    #   c) Train a logistic regression on the embeddings
    #   d) Fine-tune a small encoder on the reviews for sentiment
    "q10": None,
    #
    # q11. You try six wordings of the label descriptions and report the accuracy of the best one, measured on
    #     the test texts that you chose it with. What is wrong?
    #   a) Nothing: no weight was changed, so nothing was fitted to the test texts.
    #   b) Nothing, as long as all six wordings were written down beforehand.
    #   c) Six are too few: wordings have to be added until the accuracy stops rising.
    #   d) The test labels chose the wording, so the figure is too good: choose on other labelled texts.
    "q11": None,
    #
    # q12. A review has a similarity of 0.25 to the description of "positive" and of 0.21 to that of
    #     "negative". What do these numbers say?
    #   a) That it is positive with a probability of 25 percent, and most likely neither
    #   b) That its vector points more towards the first description; they are no probabilities
    #   c) That it is positive with a probability of 54 percent: 0.25 of 0.46
    #   d) That the model is unsure: below 0.5 a text has to count as neutral
    "q12": None,
    #
    # q13. 100 of the mails are spam. A filter marks 60 of these, and 20 good mails too. What are its
    #     precision and recall for spam?
    #   a) Precision 0.60, recall 0.75
    #   b) Precision 0.75, recall 0.60
    #   c) Precision 0.75, recall 0.80
    #   d) Precision 0.60, recall 0.80
    "q13": None,
    #
    # q14. Messages that hint at a danger to somebody's life must not be overlooked; staff read everything
    #     that is marked. Which figure of that class do you watch first, and what do you accept for it?
    #   a) Recall, and accept a lower precision
    #   b) Precision, and accept a lower recall
    #   c) Accuracy, and accept a lower recall
    #   d) Weighted F1, and accept a lower accuracy
    "q14": None,
    #
    # q15. Label A has 180 test texts and an F1 of 0.95, label B has 20 and an F1 of 0.35. What are macro and
    #     weighted F1?
    #   a) Macro 0.89, weighted 0.65
    #   b) Macro 0.65, weighted 0.65
    #   c) Macro 0.89, weighted 0.35
    #   d) Macro 0.65, weighted 0.89
    "q15": None,
    #
    # q16. A classifier never finds the label "complaint", which 2 percent of the texts have. All other texts
    #     get the right label. Which figure shows the failure most plainly?
    #   a) Accuracy
    #   b) Weighted F1
    #   c) Macro F1
    #   d) Weighted recall
    "q16": None,
}
