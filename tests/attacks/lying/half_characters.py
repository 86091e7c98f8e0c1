"""Return text with half characters, control characters and the direction marks of other scripts.

Shows: an error in the grader when it writes its message.
Stopped by: text is escaped before it is shown or written.
"""


def attack(*args, **kwargs):
    text = "\ud800\udfff\x00\x1b[31m\u202e\u2028<script>alert(1)</script>\r\n"
    return {text: [text, (text,)]}
