import ArenaCore
import HTTP
import JSON

/// The table of contents of the service: every operation, once. The router, the checks before a
/// handler, `Allow`, the access test and the OpenAPI document all come from it.
package enum Routes {
    package static let all: [Route] =
        service + vocabularies + organisations + tokens + arenas + memberships + posts + adoptions
        + comments + followUps + events + curation + webhooks + following + feeds + learning
        + operations

    private static let service: [Route] = [
        Route(
            .get, "/v1", "getService", for: .anyone, "What this server is and where things are.",
            answers: [.ok(.service)], .read(ServiceHandlers.get)),
        Route(
            .get, "/v1/me", "getMe", for: .identified, "Who the token is.",
            answers: [.ok(.me)], .read(MeHandlers.get)),
    ]

    private static let vocabularies: [Route] = [
        Route(
            .get, "/v1/vocabularies", "listVocabularies", for: .anyone, "All vocabularies.",
            answers: [.list(.vocabularySummary)], .read(VocabularyHandlers.list)),
        Route(
            .get, "/v1/vocabularies/{vocabulary}", "getVocabulary", for: .anyone,
            "The codes of a vocabulary with their names.",
            answers: [.ok(.vocabulary)], .read(VocabularyHandlers.get)),
        Route(
            .post, "/v1/vocabularies/{vocabulary}", "createTerm", for: .admin,
            "Adds a code.",
            body: .json(.termDraft), answers: [.created(.term)], .write(VocabularyHandlers.add)),
        Route(
            .get, "/v1/vocabularies/{vocabulary}/{code}", "getTerm", for: .anyone, "One code.",
            answers: [.ok(.term)], .read(VocabularyHandlers.term)),
        Route(
            .patch, "/v1/vocabularies/{vocabulary}/{code}", "updateTerm", for: .admin,
            "Renames or retires a code.",
            body: .patch(.term), answers: [.ok(.term)], .write(VocabularyHandlers.edit)),
    ]

    private static let organisations: [Route] = [
        Route(
            .get, "/v1/organisations", "listOrganisations", for: .anyone, "Organisations.",
            parameters: QueryParameter.organisations, answers: [.list(.organisation)],
            order: .byName, .read(OrganisationHandlers.list)),
        Route(
            .post, "/v1/organisations", "createOrganisation", for: .anyone,
            "Registers an organisation; the answer holds its first token, this once.",
            body: .json(.organisation), answers: [.created(.registeredOrganisation)],
            .write(OrganisationHandlers.register)),
        Route(
            .get, "/v1/organisations/{organisation}", "getOrganisation", for: .anyone,
            "One organisation.",
            answers: [.ok(.organisation)], .read(OrganisationHandlers.get)),
        Route(
            .patch, "/v1/organisations/{organisation}", "updateOrganisation",
            for: .scope(.manage), "Changes an organisation; its state by admins.",
            body: .patch(.organisation), answers: [.ok(.organisation)],
            .write(OrganisationHandlers.edit)),
        Route(
            .delete, "/v1/organisations/{organisation}", "deleteOrganisation",
            for: .scope(.manage), "Erases an organisation.",
            parameters: [.erasedPosts], answers: [.noContent], .write(OrganisationHandlers.erase)),
    ]

    private static let tokens: [Route] = [
        Route(
            .get, "/v1/tokens", "listTokens", for: .scope(.manage), "Tokens.",
            parameters: QueryParameter.tokens, answers: [.list(.token)],
            .read(TokenHandlers.list)),
        Route(
            .post, "/v1/tokens", "createToken", for: .scope(.manage),
            "Makes a token; the answer holds its text, this once.",
            body: .json(.tokenDraft, required: false), answers: [.created(.mintedToken)],
            .write(TokenHandlers.create)),
        Route(
            .get, "/v1/tokens/{token}", "getToken", for: .identified,
            "One token; `current` is the one that was sent.",
            answers: [.ok(.token)], .read(TokenHandlers.get)),
        Route(
            .delete, "/v1/tokens/{token}", "deleteToken", for: .scope(.manage),
            "Revokes a token at once.", answers: [.noContent], .write(TokenHandlers.revoke)),
        Route(
            .post, "/v1/tokens/{token}/rotate", "rotateToken", for: .scope(.manage),
            "A new token in the place of this one, which works a while longer.",
            body: .json(.rotation, required: false), answers: [.created(.mintedToken)],
            .write(TokenHandlers.rotate)),
    ]

    private static let arenas: [Route] = [
        Route(
            .get, "/v1/arenas", "listArenas", for: .anyone, "Arenas, with counts per code.",
            parameters: QueryParameter.arenas, answers: [.list(.arena)], order: .byName,
            .read(ArenaHandlers.list)),
        Route(
            .post, "/v1/arenas", "createArena", for: .scope(.manage),
            "Founds an arena: proposed by an organisation, open at once by an admin.",
            body: .json(.arena), answers: [.created(.arena)], .write(ArenaHandlers.found)),
        Route(
            .get, "/v1/arenas/{arena}", "getArena", for: .anyone, "One arena, by id or slug.",
            answers: [.ok(.arena)], .read(ArenaHandlers.get)),
        Route(
            .patch, "/v1/arenas/{arena}", "updateArena", for: .scope(.manage),
            "Changes an arena: for its curators.",
            body: .patch(.arena), answers: [.ok(.arena)], .write(ArenaHandlers.edit)),
        Route(
            .delete, "/v1/arenas/{arena}", "deleteArena", for: .scope(.manage),
            "Archives an arena, or removes it with all that is in it.",
            parameters: [.purge], answers: [.noContent], .write(ArenaHandlers.delete)),
        Route(
            .post, "/v1/arenas/{arena}/merge", "mergeArena", for: .admin,
            "Makes an arena part of another; its addresses lead there for ever.",
            body: .json(.merger), answers: [.ok(.arena)], .write(ArenaHandlers.merge)),
        Route(
            .put, "/v1/arenas/{arena}/cosigners/{organisation}", "putCosigner",
            for: .scope(.manage), "Co-signs a proposed arena.",
            body: .json(.nothing, required: false), answers: [.ok(.arena)],
            .write(ArenaHandlers.cosign)),
        Route(
            .delete, "/v1/arenas/{arena}/cosigners/{organisation}", "deleteCosigner",
            for: .scope(.manage), "Takes a co-signature back.",
            answers: [.noContent], .write(ArenaHandlers.withdrawCosignature)),
    ]

    private static let memberships: [Route] = [
        Route(
            .get, "/v1/arenas/{arena}/members", "listMembers", for: .anyone,
            "The memberships of an arena, as far as the caller may see them.",
            parameters: QueryParameter.memberships, answers: [.list(.membership)],
            .read(MembershipHandlers.list)),
        Route(
            .get, "/v1/arenas/{arena}/members/{organisation}", "getMember", for: .anyone,
            "One membership.", answers: [.ok(.membership)], .read(MembershipHandlers.get)),
        Route(
            .put, "/v1/arenas/{arena}/members/{organisation}", "putMember",
            for: .scope(.manage),
            "Joins, asks to join or accepts for oneself; invites another.",
            body: .json(.joinRequest, required: false),
            answers: [.ok(.membership), .created(.membership), .accepted(.membership)],
            .write(MembershipHandlers.put)),
        Route(
            .patch, "/v1/arenas/{arena}/members/{organisation}", "updateMember",
            for: .scope(.manage), "Decides about a membership, or renews one's own roles.",
            body: .patch(.membership), answers: [.ok(.membership)],
            .write(MembershipHandlers.decide)),
        Route(
            .delete, "/v1/arenas/{arena}/members/{organisation}", "deleteMember",
            for: .scope(.manage), "Leaves, or removes another.",
            parameters: [.reason], answers: [.noContent], .write(MembershipHandlers.leave)),
    ]

    private static let posts: [Route] = [
        Route(
            .get, "/v1/arenas/{arena}/posts", "listArenaPosts", for: .anyone,
            "The experiences shared in an arena.",
            parameters: QueryParameter.postsOfArena, answers: [.list(.post)], order: .newest,
            .read(PostHandlers.list)),
        Route(
            .post, "/v1/arenas/{arena}/posts", "createPost", for: .scope(.post),
            "Shares an experience, or many of them a line each.",
            body: .jsonOrLines(.postDraft),
            answers: [.created(.sharedPost), .accepted(.sharedPost), .lines],
            .writeOrLines(PostHandlers.share, lines: PostHandlers.shareLines)),
        Route(
            .get, "/v1/posts", "listPosts", for: .anyone, "Experiences of all arenas.",
            parameters: QueryParameter.posts, answers: [.list(.post)], order: .newest,
            .read(PostHandlers.list)),
        Route(
            .get, "/v1/posts/{post}", "getPost", for: .anyone, "One experience.",
            answers: [.ok(.post)], .read(PostHandlers.get)),
        Route(
            .patch, "/v1/posts/{post}", "updatePost", for: .scope(.post),
            "The author changes what it told; a curator pins, features, tags, holds and hides.",
            body: .patch(.post), answers: [.ok(.post)], .write(PostHandlers.edit)),
        Route(
            .delete, "/v1/posts/{post}", "deletePost", for: .scope(.post),
            "The author retracts an experience.",
            answers: [.noContent], .write(PostHandlers.retract)),
        Route(
            .get, "/v1/posts/{post}/revisions", "listPostRevisions", for: .anyone,
            "What an experience said before and says now, oldest first.",
            parameters: QueryParameter.revisions, answers: [.list(.post)],
            .read(PostHandlers.revisions)),
    ]

    private static let adoptions: [Route] = [
        Route(
            .get, "/v1/posts/{post}/adoptions", "listAdoptions", for: .anyone,
            "What came of an experience elsewhere.",
            parameters: QueryParameter.adoptions, answers: [.list(.adoption)],
            .read(AdoptionHandlers.list)),
        Route(
            .get, "/v1/posts/{post}/adoptions/{organisation}", "getAdoption", for: .anyone,
            "What came of it at one organisation.",
            answers: [.ok(.adoption)], .read(AdoptionHandlers.get)),
        Route(
            .put, "/v1/posts/{post}/adoptions/{organisation}", "putAdoption",
            for: .scope(.post), "Reports what came of it, or changes the report.",
            body: .json(.adoption, required: false),
            answers: [.ok(.adoption), .created(.adoption)],
            .write(AdoptionHandlers.put)),
        Route(
            .delete, "/v1/posts/{post}/adoptions/{organisation}", "deleteAdoption",
            for: .scope(.post), "Takes a report back.",
            answers: [.noContent], .write(AdoptionHandlers.withdraw)),
    ]

    private static let comments: [Route] = [
        Route(
            .get, "/v1/posts/{post}/comments", "listComments", for: .anyone,
            "What is said about an experience, oldest first.",
            parameters: QueryParameter.comments, answers: [.list(.comment)],
            .read(CommentHandlers.list)),
        Route(
            .post, "/v1/posts/{post}/comments", "createComment", for: .scope(.post),
            "Says something about an experience, for those it is for.",
            body: .json(.commentDraft),
            answers: [.created(.sharedComment), .accepted(.sharedComment)],
            .write(CommentHandlers.create)),
        Route(
            .get, "/v1/comments/{comment}", "getComment", for: .anyone, "One comment.",
            answers: [.ok(.comment)], .read(CommentHandlers.get)),
        Route(
            .patch, "/v1/comments/{comment}", "updateComment", for: .scope(.post),
            "Its author says it otherwise; a curator holds, hides and releases it.",
            body: .patch(.comment), answers: [.ok(.comment)], .write(CommentHandlers.edit)),
        Route(
            .delete, "/v1/comments/{comment}", "deleteComment", for: .scope(.post),
            "Its author removes it for good.",
            answers: [.noContent], .write(CommentHandlers.remove)),
    ]

    private static let followUps: [Route] = [
        Route(
            .get, "/v1/posts/{post}/follow-ups", "listPostFollowUps", for: .anyone,
            "What organisations do about the lesson of an experience.",
            parameters: QueryParameter.followUps, answers: [.list(.followUp)],
            .read(FollowUpHandlers.list)),
        Route(
            .post, "/v1/posts/{post}/follow-ups", "createFollowUp", for: .scope(.post),
            "Notes what one does about the lesson of an experience.",
            body: .json(.followUpDraft), answers: [.created(.followUp)],
            .write(FollowUpHandlers.create)),
        Route(
            .get, "/v1/follow-ups", "listFollowUps", for: .scope(.read),
            "One's own follow-ups; an admin's are all.",
            parameters: QueryParameter.followUps, answers: [.list(.followUp)],
            .read(FollowUpHandlers.list)),
        Route(
            .get, "/v1/follow-ups/{follow-up}", "getFollowUp", for: .anyone, "One follow-up.",
            answers: [.ok(.followUp)], .read(FollowUpHandlers.get)),
        Route(
            .patch, "/v1/follow-ups/{follow-up}", "updateFollowUp", for: .scope(.post),
            "Its organisation tells how far it has come.",
            body: .patch(.followUp), answers: [.ok(.followUp)], .write(FollowUpHandlers.edit)),
        Route(
            .delete, "/v1/follow-ups/{follow-up}", "deleteFollowUp", for: .scope(.post),
            "Its organisation removes it for good.",
            answers: [.noContent], .write(FollowUpHandlers.remove)),
    ]

    private static let curation: [Route] = [
        Route(
            .get, "/v1/reports", "listReports", for: .scope(.read),
            "One's own reports, and those of the arenas that one curates.",
            parameters: QueryParameter.reports, answers: [.list(.report)],
            .read(ReportHandlers.list)),
        Route(
            .post, "/v1/reports", "createReport", for: .scope(.post),
            "Flags an experience for its curators.",
            body: .json(.reportDraft), answers: [.created(.report)],
            .write(ReportHandlers.create)),
        Route(
            .get, "/v1/reports/{report}", "getReport", for: .scope(.read), "One report.",
            answers: [.ok(.report)], .read(ReportHandlers.get)),
        Route(
            .patch, "/v1/reports/{report}", "updateReport", for: .scope(.post),
            "A curator upholds or dismisses it, with the outcome; its reporter says more.",
            body: .patch(.report), answers: [.ok(.report)], .write(ReportHandlers.edit)),
        Route(
            .get, "/v1/posts/{post}/release-requests", "listPostReleaseRequests",
            for: .scope(.read), "The release requests of an experience that one may see.",
            parameters: QueryParameter.releases, answers: [.list(.release)],
            .read(ReleaseHandlers.list)),
        Route(
            .post, "/v1/posts/{post}/release-requests", "createReleaseRequest",
            for: .scope(.post), "Asks the author for a wider label.",
            body: .json(.releaseDraft), answers: [.created(.release)],
            .write(ReleaseHandlers.create)),
        Route(
            .get, "/v1/release-requests", "listReleaseRequests", for: .scope(.read),
            "What one has asked authors for, and is asked for oneself.",
            parameters: QueryParameter.releases, answers: [.list(.release)],
            .read(ReleaseHandlers.list)),
        Route(
            .get, "/v1/release-requests/{request}", "getReleaseRequest", for: .scope(.read),
            "One release request.", answers: [.ok(.release)], .read(ReleaseHandlers.get)),
        Route(
            .patch, "/v1/release-requests/{request}", "updateReleaseRequest", for: .scope(.post),
            "The author grants or refuses it; the asker says more or withdraws it.",
            body: .patch(.release), answers: [.ok(.release)], .write(ReleaseHandlers.edit)),
        Route(
            .get, "/v1/queue", "getQueue", for: .scope(.read),
            "What waits for the caller as a curator or an admin, oldest first.",
            parameters: QueryParameter.queue, answers: [.list(.queued)],
            .read(QueueHandlers.list)),
        Route(
            .get, "/v1/audit", "getAudit", for: .scope(.read),
            "What was done, newest first: all of it for admins, for curators what became of their "
                + "arenas. A page may be short; the list ends where no cursor is given.",
            parameters: QueryParameter.audit, answers: [.list(.auditEntry)],
            .fetch(AuditHandlers.list)),
    ]

    private static let learning: [Route] = [
        Route(
            .get, "/v1/match", "matchArenas", for: .anyone,
            "Arenas that fit the caller, or the codes of the query.",
            parameters: QueryParameter.match, answers: [.ok(.match)],
            .read(LearningHandlers.match)),
        Route(
            .get, "/v1/barometer", "getBarometer", for: .anyone,
            "Shares over the experiences that the caller may see.",
            parameters: QueryParameter.barometer, answers: [.ok(.barometer)],
            .read(LearningHandlers.barometer)),
    ]

    private static let operations: [Route] = [
        Route(
            .get, "/v1/privacy/export", "exportPrivate", for: .scope(.manage),
            "What is kept of an organisation, or every resource in which an address stands, as "
                + "lines of an export.",
            parameters: QueryParameter.privacy, answers: [.lines], .read(PrivacyHandlers.export)),
        Route(
            .post, "/v1/privacy/erase", "eraseContact", for: .admin,
            "Takes an address away wherever it is an organisation's contact.",
            body: .json(.contactErasure), answers: [.ok(.contactErased)],
            .write(PrivacyHandlers.erase)),
        Route(
            .get, "/v1/export", "exportAll", for: .admin,
            "Everything but tokens, as NDJSON that can be imported.",
            parameters: [.skip], answers: [.lines], .read(TransferHandlers.export)),
        Route(
            .post, "/v1/import", "importLines", for: .admin,
            "Takes NDJSON: makes what is not there, and changes what is in the fields that a line "
                + "names.",
            parameters: QueryParameter.imports, body: .lines(.importLine), answers: [.lines],
            .lines(TransferHandlers.import)),
        Route(
            .get, "/v1/snapshots", "listSnapshots", for: .admin,
            "The snapshots in the data folder, oldest first.",
            answers: [.ok(.snapshots)], .fetch(SnapshotHandlers.list)),
        Route(
            .post, "/v1/snapshots", "createSnapshot", for: .admin,
            "Begins a snapshot, whether or not anything has changed; while one is being written, "
                + "one more follows it, however many ask.",
            body: .json(.nothing, required: false), answers: [.accepted(.snapshotBegun)],
            .write(SnapshotHandlers.begin)),
        Route(
            .get, "/healthz", "getHealth", for: .anyone, "Whether the process lives.",
            answers: [.text("ok")], .read(OperationHandlers.health)),
        Route(
            .get, "/readyz", "getReadiness", for: .anyone, "Whether it takes requests.",
            answers: [.ok(.readiness)], .read(OperationHandlers.readiness)),
        Route(
            .get, "/metrics", "getMetrics", for: .anyone, "Metrics, for callers on this host.",
            answers: [.text("Prometheus text format 0.0.4")], .read(OperationHandlers.metrics)),
        Route(
            .get, "/openapi.json", "getOpenAPI", for: .anyone, "This API as OpenAPI 3.1.",
            answers: [.ok(.anything)], .read(OperationHandlers.openAPI)),
    ]
}
