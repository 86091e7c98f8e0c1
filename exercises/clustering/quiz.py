"""Quiz of the unit clustering: each question has one right choice.

Read the README first. Then put a letter, in quotes, in place of None: "q0": "a". What you leave at None is not
started, not wrong. This file is read and never run, so the letters have to stand in the dict itself.
"""

ANSWERS = {
    # q1. What does the seed do for k-means on embeddings?
    #   a) It makes sure that the lowest possible inertia is found.
    #   b) It makes the result repeatable; another seed may end in other clusters.
    #   c) Nothing, where ten starts are made: the best of ten is the same for every seed.
    #   d) It decides how many of the k clusters stay empty.
    "q1": None,
    #
    # q2. k-means with k=5 is run on vectors of pure noise, all of them different. What comes out?
    #   a) An error: there is nothing to find
    #   b) One cluster with nearly all vectors, and four with one each
    #   c) Five clusters, as from any other data
    #   d) As many clusters as raise the silhouette above 0
    "q2": None,
    #
    # q3. Why can the inertia not choose k?
    #   a) It falls as centres are added, down to 0 with one for each text.
    #   b) It needs the true labels, which clustering does not have.
    #   c) It depends on the seed, while the silhouette is the same for every seed.
    #   d) It is the same for every k, as the texts stay where they are.
    "q3": None,
    #
    # q4. The silhouette is highest for k=7, but your labels know 5 topics. What is the soundest next step?
    #   a) Use k=5: labels tell the true number of clusters.
    #   b) Use k=7: a higher silhouette proves that the labels are wrong, and that two topics were overlooked.
    #   c) Draw other seeds until the silhouette is highest for k=5.
    #   d) Read texts of the seven clusters: a topic may have parts, or something else divides them.
    "q4": None,
    #
    # q5. A text has a mean distance of 2 to the other texts of its cluster, and of 3 to those of the nearest
    #     other cluster. What is its silhouette?
    #   a) 1, the difference
    #   b) 1/2, the difference by the smaller distance
    #   c) 1/3, the difference by the larger distance
    #   d) -1/3, own distance less the other, by the larger
    "q5": None,
    #
    # q6. The silhouette of one text is -0.2. What does that say?
    #   a) It is alone in its cluster.
    #   b) On average, the texts of another cluster are nearer to it than those of its own.
    #   c) It is far away from the texts of every cluster.
    #   d) The person who labelled it gave it a label that does not belong to its cluster's topic.
    "q6": None,
    #
    # q7. The topics of four texts are 0, 0, 1, 1. k-means gives them the clusters 1, 1, 0, 0. What are ARI
    #     and NMI?
    #   a) Both 0: no number agrees
    #   b) ARI -1, NMI 0: each number is the opposite
    #   c) ARI 0, NMI 1: only NMI ignores numbers
    #   d) Both 1: the grouping is the same
    "q7": None,
    #
    # q8. 100 texts of five topics, 20 of each. Somebody puts every text into a cluster of its own. What
    #     happens to the scores against the topics?
    #   a) NMI is well above 0, ARI is 0: only ARI takes chance off.
    #   b) Both are 0: a cluster of one text tells nothing.
    #   c) Both are 1: no cluster mixes two topics.
    #   d) ARI is well above 0, NMI is 0: only ARI counts pairs of texts that are together.
    "q8": None,
    #
    # q9. Nobody has labelled your texts. Which of these figures can you compute for one clustering of them?
    #   a) The silhouette, but neither ARI nor NMI
    #   b) ARI, but neither NMI nor the silhouette
    #   c) NMI and ARI, but not the silhouette
    #   d) None of the three
    "q9": None,
    #
    # q10. A clustering has a high silhouette and an ARI near 0 against your topics. Which reading is the most
    #     sensible?
    #   a) One of the figures is wrong: good clusters have a high ARI.
    #   b) The embeddings are of no use for these texts, whatever the task that is set with them.
    #   c) The clusters are real, but about something else, such as style or length.
    #   d) There are too few clusters: with more of them, ARI must rise.
    "q10": None,
    #
    # q11. A picture of two principal components shows 11 percent of the variance. Two clusters overlap in it.
    #     What may you say?
    #   a) They share 89 percent of their texts.
    #   b) They may be well apart in directions that the picture does not show.
    #   c) k-means has failed to separate them.
    #   d) 11 percent of the texts are drawn, and the overlap is a matter of chance.
    "q11": None,
    #
    # q12. On another computer, the same data and program give a picture that is mirrored left to right. What
    #     has happened?
    #   a) The texts were read in another order.
    #   b) The clusters were renumbered, and the axis with them.
    #   c) PCA starts at random, and another seed was drawn.
    #   d) Nothing of interest: a component's sign is arbitrary unless a rule fixes it.
    "q12": None,
    #
    # q13. A chat model groups 200 texts but leaves out 30. On the other 170 its ARI beats that of k-means on
    #     all 200. What is a fair report?
    #   a) The model is better: what it left out, nobody can hold against it.
    #   b) Count the 30 as one more cluster, as they have being left out in common.
    #   c) Give the coverage of 0.85, and score k-means on the same 170 texts too.
    #   d) Put each of the 30 where the nearest text is, and call it the model's result.
    "q13": None,
    #
    # q14. A model's reply lists document 12 in two of its groups. How does this unit treat it, and why?
    #   a) As not assigned: picking one of the two groups would be a guess of ours.
    #   b) In the group named last: a model corrects itself as it goes on.
    #   c) In the group named first: later mentions are slips.
    #   d) As a reason to refuse the whole reply: a model that makes one mistake has lost the thread.
    "q14": None,
    #
    # q15. Every night 100,000 short texts come in. Their groups are to be counted and compared from week to
    #     week. What suits best?
    #   a) A chat model that is given all texts of a night in one prompt
    #   b) Embeddings, and fixed centres found once, to which new texts are assigned
    #   c) A chat model that forms and names new groups for each night's texts, at temperature 0
    #   d) Embeddings, and a new k-means with a new seed each night
    "q15": None,
    #
    # q16. 80 answers to one survey question, to be read once, in a report that names the themes. What suits
    #     best?
    #   a) k-means with k=5; the clusters' numbers go into the report
    #   b) k-means with the k of lowest inertia, as it needs nobody's judgement
    #   c) A classifier on embeddings, trained on the themes that will be found
    #   d) A chat model asked for named groups, and a sample of them checked by hand
    "q16": None,
}
