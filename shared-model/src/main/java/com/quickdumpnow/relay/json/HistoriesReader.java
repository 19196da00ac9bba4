package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.StaffCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the flat lists about jobs and joins them to histories. For one use. */
final class HistoriesReader {
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<JobId, List<Notification>> notifications = new LinkedHashMap<>();
  private final Map<JobId, List<Receipt>> strays = new LinkedHashMap<>();
  private final Map<JobId, List<Alert>> alerts = new LinkedHashMap<>();
  private final Map<JobId, StaffCall> calls = new LinkedHashMap<>();
  private final Map<NotificationId, List<Message>> messages = new LinkedHashMap<>();

  private record Message(Fields in, JobId jobId, Attempt attempt) {}

  private HistoriesReader() {}

  /**
   * @param in the object that holds the lists
   * @throws BadJsonException also when an entry refers to one that is not there
   */
  static Map<JobId, JobHistory> read(Fields in) {
    HistoriesReader reader = new HistoriesReader();
    reader.readLists(in);
    return reader.histories();
  }

  private void readLists(Fields in) {
    in.list("jobs", entry -> unique(entry, "jobId", jobs, JobCodec.read(entry), Job::id));
    in.list("messages", this::readMessage);
    in.list("notifications", this::readNotification);
    refuseLeftOverMessages();
    in.maybeList("alerts", this::readAlert);
    in.maybeList(
        "staffCalls",
        entry -> {
          JobId id = entry.value("jobId", JobId::new);
          return unique(entry, "jobId", calls, StaffCallCodec.read(entry), _ -> id);
        });
  }

  private Fields readMessage(Fields in) {
    if (MessageCodec.isStray(in)) {
      Receipt stray = MessageCodec.readStray(in);
      strays.computeIfAbsent(stray.jobId(), _ -> new ArrayList<>()).add(stray);
    } else {
      NotificationId owner = in.value("notificationId", NotificationId::new);
      Message message =
          new Message(in, in.value("jobId", JobId::new), MessageCodec.readAttempt(in));
      messages.computeIfAbsent(owner, _ -> new ArrayList<>()).add(message);
    }
    return in;
  }

  private Notification readNotification(Fields in) {
    JobId jobId = in.value("jobId", JobId::new);
    if (!jobs.containsKey(jobId)) {
      throw in.bad("jobId", "there is no such job");
    }
    Notification notification = NotificationCodec.read(in, id -> attempts(id, jobId));
    notifications.computeIfAbsent(jobId, _ -> new ArrayList<>()).add(notification);
    return notification;
  }

  private List<Attempt> attempts(NotificationId id, JobId jobId) {
    List<Message> taken = Optional.ofNullable(messages.remove(id)).orElse(List.of());
    for (Message message : taken) {
      if (!message.jobId().equals(jobId)) {
        throw message.in().bad("jobId", "not the job of its notification");
      }
    }
    return taken.stream().map(Message::attempt).toList();
  }

  private Alert readAlert(Fields in) {
    Alert alert = AlertCodec.read(in);
    alerts.computeIfAbsent(alert.jobId(), _ -> new ArrayList<>()).add(alert);
    return alert;
  }

  private void refuseLeftOverMessages() {
    for (List<Message> orphans : messages.values()) {
      throw orphans
          .getFirst()
          .in()
          .bad("notificationId", "there is no such notification, or it is there twice");
    }
  }

  private Map<JobId, JobHistory> histories() {
    Map<JobId, JobHistory> histories = new LinkedHashMap<>();
    jobs.keySet().forEach(id -> histories.put(id, history(id)));
    strays.keySet().forEach(id -> histories.computeIfAbsent(id, this::history));
    alerts.keySet().forEach(id -> histories.computeIfAbsent(id, this::history));
    calls.keySet().forEach(id -> histories.computeIfAbsent(id, this::history));
    return histories;
  }

  private JobHistory history(JobId id) {
    return new JobHistory(
        id,
        Optional.ofNullable(jobs.get(id)),
        Optional.ofNullable(notifications.get(id)).orElse(List.of()),
        Optional.ofNullable(strays.get(id)).orElse(List.of()),
        Optional.ofNullable(alerts.get(id)).orElse(List.of()),
        Optional.ofNullable(calls.get(id)));
  }

  /** Keeps {@code value} under its key; refuses a second one of that key. */
  static <K, V> V unique(Fields in, String name, Map<K, V> map, V value, Function<V, K> key) {
    if (map.put(key.apply(value), value) != null) {
      throw in.bad(name, "there are two of it");
    }
    return value;
  }
}
