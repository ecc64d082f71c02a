#include "programs.h"

#include <signal.h>

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QThread>
#include <stdexcept>

namespace cairn::test {
namespace {

Run collect(QProcess& process) {
    Run run;
    run.out = process.readAllStandardOutput();
    run.error = process.readAllStandardError();
    run.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    for (const QByteArray& line : run.out.split('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject()) run.lines << document.object();
    }
    return run;
}

[[noreturn]] void give_up(const QString& what) { throw std::runtime_error(what.toStdString()); }

}  // namespace

World::World() {
    if (!folder_.isValid()) give_up("no temporary folder");
}

World::~World() { killServer(); }

QString World::program(const QString& name) { return QStringLiteral(CAIRN_BIN "/") + name; }

Run World::run(const QString& name, const QStringList& arguments, int timeoutMs) const {
    QProcess process;
    process.start(program(name), arguments);
    if (!process.waitForStarted()) give_up(name + " does not start");
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        give_up(name + " " + arguments.value(0) +
                " did not end: " + QString::fromUtf8(process.readAllStandardError()));
    }
    return collect(process);
}

Run World::runAndKill(const QString& name, const QStringList& arguments, int ms) const {
    QProcess process;
    process.start(program(name), arguments);
    if (!process.waitForStarted()) give_up(name + " does not start");
    process.closeWriteChannel();
    if (!process.waitForFinished(ms)) {
        process.kill();
        process.waitForFinished();
    }
    return collect(process);
}

QString World::openHeadquarters(const QString& name) {
    const Run run = this->run("cairn-hq", {"init", path(name), "--keys", path(name + ".keys"),
                                           "--operation", "Exercise " + name, "--json"});
    if (run.exit != 0) give_up(QString::fromUtf8(run.error));
    return run.field("roots");
}

void World::serve(const QString& name) {
    server_ = std::make_unique<QProcess>();
    server_->setProcessChannelMode(QProcess::SeparateChannels);
    server_->setStandardErrorFile(path(name + ".log"), QIODevice::Append);
    server_->start(program("cairn-hq"), {"serve", path(name), "--listen",
                                         address_.isEmpty() ? "127.0.0.1:0" : address_, "--json"});
    if (!server_->waitForStarted()) give_up("cairn-hq does not start");
    QByteArray said;
    while (!said.contains('\n')) {
        if (!server_->waitForReadyRead(20000))
            give_up("the server says nothing: " + QString::fromUtf8(read(path(name + ".log"))));
        said += server_->readAllStandardOutput();
    }
    address_ =
        QJsonDocument::fromJson(said.split('\n').first()).object().value("listening").toString();
    if (address_.isEmpty()) give_up("the server says no address: " + QString::fromUtf8(said));
}

void World::killServer() {
    if (!server_) return;
    server_->kill();
    server_->waitForFinished();
    server_.reset();
}

void World::stopServer() {
    if (!server_) return;
    server_->terminate();
    if (!server_->waitForFinished(20000)) give_up("the server does not stop");
    server_.reset();
}

QString World::code(const QString& role, const QString& hq) const {
    const Run run = this->run("cairn-hq", {"enrol", path(hq), "--keys", path(hq + ".keys"),
                                           "--role", role, "--address", address_, "--json"});
    if (run.exit != 0) give_up(QString::fromUtf8(run.error));
    return run.field("code");
}

QStringList World::with(const QString& verb, const QString& folder, const QStringList& more) const {
    return QStringList{verb, path(folder)} + more +
           QStringList{"--passphrase-file", path(folder + ".passphrase"), "--json"};
}

Run World::tablet(const QString& name) {
    write(path(name + ".passphrase"), "a passphrase for " + name.toUtf8() + "\n");
    return cairn("init", name, {"--enrol", code("tablet"), "--investigator", name});
}

Run World::desk(const QString& name) {
    write(path(name + ".passphrase"), "a passphrase for " + name.toUtf8() + "\n");
    return review(
        "init", name,
        {"--enrol", code("review"), "--identity", path("hq.keys/opening.key"), "--reviewer", name});
}

QString World::site(const QString& tablet, const QString& name) const {
    const Run run = cairn("site", tablet, {"--name", name, "--type", "ST01", "--at", "none"});
    if (run.exit != 0) give_up(QString::fromUtf8(run.error));
    return run.field("site");
}

Run World::cairn(const QString& verb, const QString& tablet, const QStringList& more) const {
    return run("cairn", with(verb, tablet, more));
}

Run World::review(const QString& verb, const QString& desk, const QStringList& more) const {
    return run("cairn-review", with(verb, desk, more));
}

QString World::files(const QString& name, int count, int size, quint32 seed) const {
    QDir().mkpath(path(name));
    QRandomGenerator random(seed);
    for (int i = 0; i < count; ++i) {
        QByteArray bytes((size + 3) / 4 * 4, '\0');
        random.fillRange(reinterpret_cast<quint32*>(bytes.data()), bytes.size() / 4);
        bytes.resize(size);
        write(path(name) + QStringLiteral("/f%1.bin").arg(i, 4, 10, QLatin1Char('0')), bytes);
    }
    return path(name);
}

void copyFolder(const QString& from, const QString& to) {
    QDir().mkpath(to);
    for (const QString& file : filesBelow(from)) {
        QDir().mkpath(QFileInfo(to + "/" + file).path());
        if (!QFile::copy(from + "/" + file, to + "/" + file)) give_up("cannot copy " + file);
    }
}

QStringList filesBelow(const QString& folder) {
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) found << QDir(folder).relativeFilePath(it.next());
    found.sort();
    return found;
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        give_up("cannot write " + path);
}

}  // namespace cairn::test
