import Crypto
import HTTP

/// A page that the server makes itself: without scripts, in the frame of the pages of Public.
struct HTMLPage {
    let language: Language
    /// Its own address, by which the other language is reached.
    let path: String
    let title: String
    let main: Markup

    private var other: Language { language == .nb ? .en : .nb }

    func response(_ status: HTTPStatus = .ok, to head: HTTPRequestHead, _ visit: Visit)
        -> HTTPResponse
    {
        let bytes = Array(html.text.utf8)
        let tag = "\"\(Hexadecimal.encode(XXHash64.hash(bytes)))\""
        var response = HTTPResponse(status: status)
        response.fields.append(block: Self.fields)
        response.fields.append(
            "Cache-Control", status == .ok ? "public, max-age=60" : "no-store")
        response.fields.append("Content-Language", language.rawValue)
        response.fields.append(visit)
        if status == .ok {
            response.fields.append("ETag", tag)
            if head.holds(tag) {
                response.status = .notModified
                return response
            }
        }
        response.fields.append("Content-Type", "text/html; charset=utf-8")
        response.body = .bytes(bytes)
        return response
    }

    private static let fields = Array(
        """
        Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self' data:; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r
        X-Content-Type-Options: nosniff\r
        Referrer-Policy: strict-origin-when-cross-origin\r
        Vary: Accept-Language, Accept\r

        """.utf8)

    private var html: Markup {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>\(title) – Arena</title>
          <link rel="icon" href="/favicon.svg" type="image/svg+xml">
          <link rel="alternate" hreflang="nb" href="\(path)?lang=nb">
          <link rel="alternate" hreflang="en" href="\(path)?lang=en">
          <link rel="alternate" hreflang="x-default" href="\(path)">
          <link rel="stylesheet" href="/assets/arena.css">
          <link rel="stylesheet" href="/assets/content.css">
          <link rel="stylesheet" href="/assets/print.css" media="print">
        </head>
        <body>
          <a class="skip" href="#main">\(words("Hopp til innholdet", "Skip to the content"))</a>
          <header class="site-header">
            <div class="width">
              <a class="site-name" href="/\(language.rawValue)/">Arena</a>
              <nav aria-label="\(words("Hovedmeny", "Main menu"))">
                <ul>
                  <li><a href="/docs">\(words("API-et", "The API"))</a></li>
                  <li><a href="/problems">\(words("Feilmeldinger", "Problems"))</a></li>
                </ul>
              </nav>
              <a class="language" lang="\(other.rawValue)" hreflang="\(other.rawValue)"
                href="\(path)?lang=\(other.rawValue)">\(other == .nb ? "Norsk" : "English")</a>
            </div>
          </header>
          <main id="main" tabindex="-1">
            <div class="width">
              <h1>\(title)</h1>
        \(main)
            </div>
          </main>
          <footer class="site-footer">
            <div class="width">
              <p><a href="/openapi.json">\(words("API-beskrivelse", "API description"))</a></p>
            </div>
          </footer>
        </body>
        </html>

        """
    }

    private func words(_ nb: String, _ en: String) -> String { Bilingual(nb, en)[language] }
}
