"""Quiz of the unit attention: each question has one right choice.

Read the README first. Then put a letter, in quotes, in place of None: "q0": "a". What you leave at None is not
started, not wrong. This file is read and never run, so the letters have to stand in the dict itself.
"""

ANSWERS = {
    # q1. One head works out the output of one token. Which account of it is right?
    #   a) The token's key is held against all values; the fits, made into shares, mix the queries.
    #   b) The token's query is held against the keys it may see; the fits, made into shares, mix their
    #      values.
    #   c) The token's value is held against all queries; the best fit alone is passed on as the output.
    #   d) The shares were learned for each pair of positions in training; at use they mix the values.
    "q1": None,
    #
    # q2. In one head, a token's row of attention weights is 0.7, 0.2, 0.1. The values of the three tokens are
    #     the single numbers 10, 20, 30. What is the head's output for this token?
    #   a) 10, the value of the token with the highest weight
    #   b) 20, the mean of the three values
    #   c) Three numbers: 7, 4 and 3
    #   d) 14, the sum of weight times value
    "q2": None,
    #
    # q3. Queries and keys have 64 components, independent, with mean 0 and variance 1. How large is a typical
    #     dot product (its standard deviation) before any scaling?
    #   a) About 1: positive and negative products cancel
    #   b) About 64: one for each component
    #   c) About 8: variances add up, and the root is taken
    #   d) About 1/8: the mean over the components shrinks
    "q3": None,
    #
    # q4. What goes wrong in a wide head when the scores are not divided by sqrt(dim)?
    #   a) Scores lie far apart, softmax puts nearly all weight on one key, and gradients become tiny.
    #   b) Scores lie close together, softmax becomes nearly even, and no key can stand out from the rest.
    #   c) The rows of the weights no longer sum to 1, so outputs of wide heads come out too large.
    #   d) The scores overflow to infinity, and each row of the weights turns into NaN.
    "q4": None,
    #
    # q5. A decoder reads five tokens. Which tokens may the third one attend to in its self-attention?
    #   a) The first two: the mask hides a token from itself
    #   b) The first three: those before it, and itself
    #   c) The last three: itself, and those it must predict
    #   d) All five: the mask acts only while text is generated
    "q5": None,
    #
    # q6. While a decoder is trained, the whole text is there. Why is everything to the right of a token
    #     hidden from it all the same?
    #   a) It halves the number of scores, which is what makes training on long texts affordable.
    #   b) Without a mask, the model would have no means of telling the order of the tokens.
    #   c) It keeps the model from attending to the padding at the end of shorter texts.
    #   d) Each position learns to predict the next token, and could otherwise just read it off.
    "q6": None,
    #
    # q7. You get the self-attention heatmaps (a row per query) of an unknown model. In every head of every
    #     layer, the weight is exactly 0 above the diagonal. What is it most likely?
    #   a) A decoder such as GPT-2
    #   b) An encoder such as DistilBERT
    #   c) The encoder half of T5
    #   d) Any transformer whose dropout is off
    "q7": None,
    #
    # q8. Which pairing of a task with an architecture goes with a true reason?
    #   a) Going on with a story: an encoder, since it sees the whole text at once
    #   b) Embedding a sentence: a decoder, since only decoders know the order of words
    #   c) Embedding a sentence: an encoder, since each token can use the words on both sides
    #   d) Translating: an encoder–decoder, since a decoder alone cannot be shown the source sentence
    "q8": None,
    #
    # q9. In the cross-attention of an encoder–decoder such as T5, what comes from where?
    #   a) Queries from the encoder; keys and values from the decoder
    #   b) Queries and keys from the decoder; values from the encoder
    #   c) Queries, keys and values from the encoder, once for each output token
    #   d) Queries from the decoder; keys and values from the encoder's output
    "q9": None,
    #
    # q10. A translation model has read 7 source tokens and generated 3 tokens. What do the cross-attention
    #     weights of one head look like, with a row per query?
    #   a) 7 × 3, a row for each source token
    #   b) 3 × 7, and every source token may have weight in every row
    #   c) 3 × 7, where output token j sees only the first j source tokens
    #   d) 3 × 3, a triangle, as the decoder is causal
    "q10": None,
    #
    # q11. An encoder is run without any information about positions, on "dog bites man" and on "man bites
    #     dog". What happens to its output for the token "bites"?
    #   a) It differs, because the rows of weights have another order.
    #   b) It differs, because a causal mask hides another word in each case.
    #   c) It is the same, because sums over tokens do not depend on their order.
    #   d) It is random, because softmax has no defined order to run along.
    "q11": None,
    #
    # q12. What does the dot product of two rows of the sinusoidal encoding depend on, for a fixed number of
    #     columns?
    #   a) Only on the distance between the two positions
    #   b) Only on the position that comes later in the text
    #   c) On the tokens that stand at the two positions
    #   d) On nothing: any two different rows are orthogonal
    "q12": None,
    #
    # q13. What does the key-value cache of a decoder keep, and why may it be used again for the next token?
    #   a) The attention weights of earlier rows: the next row is made from them.
    #   b) Keys and values of earlier tokens, per layer: with a causal mask nothing later changes them.
    #   c) Queries and keys of earlier tokens, per layer: the next token asks the same questions once again.
    #   d) The probabilities of earlier tokens: the next token's follow from them by Bayes' rule.
    "q13": None,
    #
    # q14. A text grows from 500 to 1000 tokens. What happens to the memory that the key-value cache takes?
    #   a) Nothing: its size is fixed by the model, not by the text.
    #   b) It grows fourfold: in every head of every layer, there is an entry for each pair of tokens.
    #   c) It grows a little: only the last layer's vectors are kept.
    #   d) It doubles: each token leaves a key and a value in every head of every layer.
    "q14": None,
    #
    # q15. A heatmap has a row per query and a column per key. You want to know which tokens the word "it"
    #     looks at. Where do you look?
    #   a) Along the row of "it"
    #   b) Down the column of "it"
    #   c) At the brightest cell of the whole map
    #   d) At the diagonal cell of "it"
    "q15": None,
    #
    # q16. In one head of the last layer, "it" gives a weight of 0.8 to "cat". Which conclusion holds?
    #   a) The model has understood that "it" means the cat, and will answer questions accordingly.
    #   b) Without the word "cat", the model's output would change by four fifths.
    #   c) Here this head mixes mostly the value of "cat" into "it"; what that does has to be tested.
    #   d) The other heads of this layer look at "cat" too, or the weight could not be so high.
    "q16": None,
}
