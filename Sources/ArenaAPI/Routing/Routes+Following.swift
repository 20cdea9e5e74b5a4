import ArenaCore
import HTTP
import JSON

extension Routes {
    static let following: [Route] = [
        Route(
            .get, "/v1/stream", "followStream", for: .anyone,
            "What is new as it happens, as server-sent events: what a webhook would be sent. It "
                + "goes on behind `Last-Event-ID`, and does not end.",
            parameters: QueryParameter.stream,
            answers: [
                Answer(
                    status: 200,
                    content: .other(
                        mediaType: "text/event-stream",
                        description: "Events with `id`, `event` and `data`; a comment now and then."
                    ))
            ], .read(FollowingHandlers.stream)),
        Route(
            .get, "/v1/changes", "followChanges", for: .anyone,
            "What has changed behind a place, in order and without gaps, as lines: so that another "
                + "system can follow along.",
            parameters: QueryParameter.changes,
            answers: [
                Answer(
                    status: 200,
                    content: .other(
                        mediaType: "application/x-ndjson",
                        description: "Lines `{seq, at, type, id, data}`; go on with `after` of the "
                            + "last `seq`. `reset`: forget everything; `synced`: all is told. "
                            + "`post.withdrawn` takes along what hangs on the post."))
            ], .read(FollowingHandlers.changes)),
    ]
}
