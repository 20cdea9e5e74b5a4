"""What users write, and the nodes that it becomes."""

_REL = 'rel="noopener noreferrer"'

CASES = [
    ("one\ntwo\n\nthree", "<p>one\ntwo</p><p>three</p>"),
    ("line  \nbreak", "<p>line<br>break</p>"),
    ("# Top #\n## Next\n###### Deep", "<h3>Top</h3><h4>Next</h4><h6>Deep</h6>"),
    ("*a **b** c* and ***d***",
     "<p><em>a <strong>b</strong> c</em> and <strong><em>d</em></strong></p>"),
    ("snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>"),
    ("\\*as it stands\\*", "<p>*as it stands*</p>"),
    ("`<b>` and ``a`b``", "<p><code>&lt;b&gt;</code> and <code>a`b</code></p>"),
    ("```\n<b>\n\n*x*\n```", "<pre><code>&lt;b&gt;\n\n*x*</code></pre>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("3. a\n\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    ("> a\n> - b", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>"),
    ("---", "<hr>"),
    ("[a *b*](https://x.no)", f'<p><a href="https://x.no/" {_REL}>a <em>b</em></a></p>'),
    ("See https://x.no/a.", f'<p>See <a href="https://x.no/a" {_REL}>https://x.no/a</a>.</p>'),
    ("<http://x.no/>", f'<p><a href="http://x.no/" {_REL}>http://x.no/</a></p>'),
    ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
    ("[a](//x.no) [b](/v1/me)", "<p>[a](//x.no) [b](/v1/me)</p>"),
    ("<data:text/html,x>", "<p>&lt;data:text/html,x&gt;</p>"),
    ("https://name:word@x.no/", "<p>https://name:word@x.no/</p>"),
    ('<a href="x" onclick="y">z</a>', '<p>&lt;a href="x" onclick="y"&gt;z&lt;/a&gt;</p>'),
]

# Each would take a renderer that looks again and again minutes.
LONG = [
    mark * (100_000 // len(mark))
    for mark in [
        "*", "*a ", "**a", "_a", "[", "[a](", "`", ">", "<h", "https://", "# a ", "- ", "- a\n",
    ]
] + ["# a" + " " * 100_000 + "b", "\n".join("  " * depth + "- a" for depth in range(300))]
