import ArenaCore
import HTTP

/// What is answered without a route: methods that are not offered, pages, and nothing at all.
extension API {
    /// RFC 9110 §15.5.6 and §9.3.7.
    func methodAnswer(_ head: HTTPRequestHead, allow: String, _ visit: Visit) -> HTTPResponse {
        if head.method == .options { return options(head, allow: allow, visit) }
        var problem = Problem(.methodNotAllowed, values: ["allow": allow])
        problem.fields.append("Allow", allow)
        return problem.response(visit, visit.language(of: head))
    }

    private func options(_ head: HTTPRequestHead, allow: String, _ visit: Visit) -> HTTPResponse {
        var response = HTTPResponse(status: .noContent)
        response.fields.append("Allow", allow)
        if allow.contains("PATCH") {
            response.fields.append(
                "Accept-Patch", RequestBody.mergePatch.joined(separator: ", "))
        }
        // Pages elsewhere may read what is public, and nothing more.
        if head.fields.contains("access-control-request-method") {
            response.fields.append("Access-Control-Allow-Origin", "*")
            response.fields.append("Access-Control-Allow-Methods", "GET, HEAD")
            response.fields.append("Access-Control-Max-Age", "600")
        }
        response.fields.append(visit)
        return response
    }

    func outsideAnswer(_ head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse {
        if head.isAsterisk, head.method == .options {
            return options(head, allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", visit)
        }
        if head.isSafe, let answer = page(head, visit) { return answer }
        if !head.isSafe, let allow = pageMethods(head) {
            return methodAnswer(head, allow: allow, visit)
        }
        return nothing(head, visit)
    }

    /// What is offered where a page is; nil where there is none.
    private func pageMethods(_ head: HTTPRequestHead) -> String? {
        if head.path == "/" && files != nil || isMadePage(head.path) { return "GET, HEAD, OPTIONS" }
        return files?.response(to: head)?.fields["Allow"]
    }

    private func page(_ head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse? {
        let path = head.path
        if path == "/", files != nil {
            var response = HTTPResponse(status: .seeOther)
            response.fields.append("Location", "/\(visit.language(of: head).rawValue)/")
            response.fields.append("Vary", "Accept-Language")
            response.fields.append("Cache-Control", "no-cache")
            response.fields.append(visit)
            return response
        }
        if path.hasPrefix("/v1/"), path.hasSuffix("/") {
            var trimmed = path[...]
            while trimmed.hasSuffix("/") { trimmed.removeLast() }
            var response = HTTPResponse(status: .permanentRedirect)
            let query = head.rawQuery.map { "?" + $0 } ?? ""
            response.fields.append("Location", absolute(trimmed + query))
            response.fields.append(visit)
            return response
        }
        if let made = madePage(head, visit) { return made }
        guard !path.hasPrefix("/v1"), var response = files?.response(to: head) else { return nil }
        if let code = Self.refusals[response.status] {
            var problem = Problem(code)
            problem.fields.append(block: response.fields.bytes)
            return problem.response(visit, visit.language(of: head))
        }
        response.fields.append(visit)
        return response
    }

    /// The words for what files refuse.
    private static let refusals: [HTTPStatus: ProblemCode] = [
        .preconditionFailed: .preconditionFailed, .rangeNotSatisfiable: .rangeNotSatisfiable,
    ]
}
