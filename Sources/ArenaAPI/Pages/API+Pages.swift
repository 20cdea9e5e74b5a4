import HTTP

/// The pages that are made here, and not files.
extension API {
    /// The page at the path; nil where there is none.
    func madePage(_ head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse? {
        let language = pageLanguage(head, visit)
        guard let page = page(at: head.path, language) else { return nil }
        return page.response(to: head, visit)
    }

    private func page(at path: String, _ language: Language) -> HTMLPage? {
        switch path {
        case DocsPage.path:
            DocsPage.page(openAPI.bytes, baseURL: configuration.baseURL, language)
        case ProblemPages.path: ProblemPages.list(language)
        default:
            if path.hasPrefix(ProblemPages.path + "/") {
                ProblemPages.one(String(path.dropFirst(ProblemPages.path.count + 1)), language)
            } else {
                nil
            }
        }
    }

    /// Whether a page is made at the path.
    func isMadePage(_ path: String) -> Bool { page(at: path, .en) != nil }

    /// There is nothing: told as a page to whoever asks for one (CONVENTIONS §2).
    func nothing(_ head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse {
        let wantsPage =
            head.isSafe && !head.path.hasPrefix("/v1")
            && head.fields.all("accept").contains { $0.contains("text/html") }
        guard wantsPage else {
            return Problem(.notFound)
                .response(visit, visit.language(of: head))
        }
        return ProblemPages.answer(
            .notFound, pageLanguage(head, visit), at: head.path, requestID: visit.requestID
        ).response(.notFound, to: head, visit)
    }

    /// CONVENTIONS §8: as the query says, as the path does, else as the browser prefers.
    private func pageLanguage(_ head: HTTPRequestHead, _ visit: Visit) -> Language {
        let asked = head.query.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
        let own = Language.allCases.first { head.path.hasPrefix("/\($0.rawValue)/") }
        return asked ?? own ?? visit.language(of: head)
    }
}
