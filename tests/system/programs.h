// The real programs as a test drives them: a headquarters, tablets and desks in one temporary
// folder, each verb a process.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace cairn::test {

struct Run {
    int exit = -1;  // -1: killed
    QList<QJsonObject> lines;
    QByteArray out, error;
    QJsonObject last() const { return lines.isEmpty() ? QJsonObject{} : lines.last(); }
    QString field(const char* name) const { return last().value(QLatin1String(name)).toString(); }
};

class World {
  public:
    World();
    ~World();

    QString path(const QString& name) const { return folder_.filePath(name); }
    static QString program(const QString& name);

    Run run(const QString& program, const QStringList& arguments, int timeoutMs = 120000) const;
    // Starts a verb and kills it after `ms`, unless it ended before: then its exit code is in the
    // answer.
    Run runAndKill(const QString& program, const QStringList& arguments, int ms) const;

    // Headquarters in `name`; its roots hash.
    QString openHeadquarters(const QString& name = "hq");
    void serve(const QString& name = "hq");  // a fixed port after the first time, as in the field
    void killServer();                       // SIGKILL
    void stopServer();                       // SIGTERM, waits
    QString address() const { return address_; }
    QString code(const QString& role, const QString& hq = "hq") const;

    // Each keeps its passphrase in NAME.passphrase.
    Run tablet(const QString& name);
    Run desk(const QString& name);
    QString site(const QString& tablet, const QString& name = "Stone bridge") const;
    Run cairn(const QString& verb, const QString& tablet, const QStringList& more = {}) const;
    Run review(const QString& verb, const QString& desk, const QStringList& more = {}) const;
    QStringList with(const QString& verb, const QString& folder, const QStringList& more) const;

    // `count` files of `size` bytes each, different from one another, in a folder; its path.
    QString files(const QString& name, int count, int size, quint32 seed = 1) const;

  private:
    QTemporaryDir folder_;
    std::unique_ptr<QProcess> server_;
    QString address_;
};

void copyFolder(const QString& from, const QString& to);
QStringList filesBelow(const QString& folder);  // relative paths, sorted
QByteArray read(const QString& path);
void write(const QString& path, const QByteArray& bytes);

}  // namespace cairn::test
