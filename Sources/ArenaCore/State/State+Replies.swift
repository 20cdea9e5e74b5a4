/// What was answered to requests that may come again: for a day, and with content as long as there
/// is room and nothing that it tells was removed.
extension State {
    mutating func put(_ reply: KeptReply) {
        removeReply(reply.key)
        replies[reply.key] = Box(reply)
        replyTimes.insert(ReplyTime(reply))
        if let content = reply.content {
            toldReplies.insert(ReplyTime(reply))
            replyByteCount += content.utf8.count
            if let post = reply.post {
                repliesOfPosts.modify(post, default: []) { $0.append(reply.key) }
            }
        }
        removeOldReplies()
    }

    /// By the newest of them and not by a clock, so that it is the same in recovery.
    private mutating func removeOldReplies() {
        guard let newest = replyTimes.descending().first(where: { _ in true })?.at else { return }
        removeReplies(through: newest.adding(seconds: -KeptReply.lifetime))
        while replyByteCount > KeptReply.contentBytesMax,
            let oldest = toldReplies.first(where: { _ in true })
        {
            forgetContent(of: oldest.key)
        }
    }

    mutating func removeReplies(through time: Timestamp) {
        for old in replyTimes.prefix(while: { $0.at <= time }) { removeReply(old.key) }
    }

    private mutating func removeReply(_ key: Digest) {
        guard let reply = replies[key]?.value else { return }
        forgetContent(of: key)
        replies[key] = nil
        replyTimes.remove(ReplyTime(reply))
    }

    private mutating func forgetContent(of key: Digest) {
        guard var reply = replies[key]?.value, let content = reply.content else { return }
        toldReplies.remove(ReplyTime(reply))
        replyByteCount -= content.utf8.count
        if let post = reply.post {
            repliesOfPosts.modify(post, default: []) { $0.removeAll { $0 == key } }
            if repliesOfPosts[post]?.isEmpty ?? false { repliesOfPosts[post] = nil }
        }
        reply.content = nil
        replies[key] = Box(reply)
    }

    /// That a request was done is still known, not what it was answered.
    mutating func forgetReplies(of post: ID<Post>) {
        for key in repliesOfPosts[post] ?? [] { forget(key, as: "\(post)") }
    }

    /// The same of those that tell of something on the post, which is named by its id.
    mutating func forgetReplies<Subject>(of post: ID<Post>, naming id: ID<Subject>) {
        let name = "\(id)"
        let bytes = Array(name.utf8)
        for key in repliesOfPosts[post] ?? []
        where replies[key]?.value.content?.holds(bytes) ?? false {
            forget(key, as: name)
        }
    }

    /// The same of whatever tells of an organisation or an arena, which is named by its id.
    mutating func forgetReplies<Subject>(naming id: ID<Subject>) {
        let name = "\(id)"
        let bytes = Array(name.utf8)
        for time in Array(toldReplies)
        where replies[time.key]?.value.content?.holds(bytes) ?? false {
            forget(time.key, as: name)
        }
    }

    private mutating func forget(_ key: Digest, as name: String) {
        forgetContent(of: key)
        guard var reply = replies[key]?.value, reply.location?.hasSuffix(name) ?? false
        else { return }
        reply.isGone = true
        replies[key] = Box(reply)
    }
}

/// Where a reply stands by age.
struct ReplyTime: Comparable, Sendable {
    let at: Timestamp
    let key: Digest

    init(_ reply: KeptReply) {
        at = reply.at
        key = reply.key
    }

    static func < (left: Self, right: Self) -> Bool {
        left.at == right.at ? left.key < right.key : left.at < right.at
    }
}
