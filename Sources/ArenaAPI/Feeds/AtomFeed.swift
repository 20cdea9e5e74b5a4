import ArenaCore

/// A feed as Atom 1.0 (RFC 4287), in pages by RFC 5005 §3.
struct AtomFeed {
    let text: String

    init(_ feed: PostFeed, _ view: View) {
        let entries = feed.posts.map { Self.entry($0, feed, view) }
        let next: Markup =
            feed.next.map { "  <link rel=\"next\" href=\"\($0)\"/>\n" } ?? ""
        let markup: Markup = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(feed.language.rawValue)">
              <id>\(feed.id)</id>
              <title>\(feed.title)</title>
              <updated>\(feed.updatedAt.description)</updated>
              <author><name>Arena</name></author>
              <link rel="self" type="application/atom+xml" href="\(feed.address)"/>
              <link rel="alternate" type="text/html" href="\(feed.home)"/>
            \(next)\(entries)</feed>

            """
        text = markup.text
    }

    private static func entry(_ post: Post, _ feed: PostFeed, _ view: View) -> Markup {
        let content = post.content
        let author = view.seesAuthor(of: post) ? post.author.flatMap(view.organisation) : nil
        let writer: Markup =
            author.map { "    <author><name>\(xml($0.profile.name))</name></author>\n" } ?? ""
        let tags = ([post.audience.tlp.label] + content.tags).map { tag -> Markup in
            "    <category term=\"\(xml(tag))\"/>\n"
        }
        return """
              <entry xml:lang="\(content.lang)">
                <id>urn:uuid:\(post.id.description)</id>
                <title>\(xml(content.title))</title>
                <published>\(post.publishedAt.description)</published>
                <updated>\(post.updatedAt.description)</updated>
                <link rel="alternate" type="text/html" href="\(feed.page(of: post))"/>
            \(writer)\(tags)    <summary>\(xml(feed.summary(of: post)))</summary>
                <content type="html">\(html(xml(content.body)).text)</content>
              </entry>

            """
    }

    /// The paragraphs of a text as HTML. Its Markdown stays as it is written: it reads as text, and
    /// nothing in it is taken for a tag.
    private static func html(_ text: String) -> Markup {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }.map { paragraph -> Markup in
            let broken = paragraph.enumerated().map { number, line -> Markup in
                number == 0 ? "\(String(line))" : "<br/>\(String(line))"
            }
            return "<p>\(broken)</p>"
        }
        return "\(paragraphs)"
    }

    /// The same without the characters that XML 1.0 §2.2 does not have.
    private static func xml(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isForbidden) else { return text }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            kept.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(kept)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
            || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
}
