# The same workloads on the BEAM: `elixir compare.exs ROUNDS` writes "workload unit value" a round and figure.
# Two schedulers, as the others have two workers; `compare` starts this with +S 1:1 for one thread.

defmodule Sum do
  use GenServer

  def start(name \\ nil), do: GenServer.start(__MODULE__, 0, if(name, do: [name: name], else: []))
  def start_link(_), do: GenServer.start_link(__MODULE__, 0)

  @impl true
  def init(sum), do: {:ok, sum}

  @impl true
  def handle_call(x, _from, sum), do: {:reply, sum + x, sum}

  @impl true
  def handle_cast(:crash, sum), do: {:stop, :crashed, sum}
  def handle_cast(x, sum), do: {:noreply, sum + x}
end

defmodule Single do
  def child_spec(_) do
    %{id: Single, start: {GenServer, :start_link, [Sum, 0, [name: Single]]}}
  end
end

defmodule Compare do
  @calls 20_000
  @casts 500_000
  @servers 100_000
  @names 10_000
  @crashes 2_000
  @children 10_000

  def run(rounds) do
    for _ <- 1..rounds, workload <- workloads() do
      # Each in a process of its own, whose heap goes with it.
      Task.async(workload) |> Task.await(:infinity) |> Enum.each(&IO.puts/1)
    end
  end

  defp workloads do
    case System.schedulers_online() do
      1 -> [&call_ct/0, &cast_1/0, &spawn_rss_stop/0]
      _ -> [&call_mt/0, &call_64/0, &cast_4/0, &name_call/0, &restart/0, &start_child/0]
    end
  end

  defp call_ct, do: [figure("call_ct", "ns", one_client(), @calls)]
  defp call_mt, do: [figure("call_mt", "ns", one_client(), @calls)]

  defp one_client do
    {:ok, server} = Sum.start()
    call(server, 2_000)
    time = time(fn -> call(server, @calls) end)
    GenServer.stop(server)
    time
  end

  defp call(server, calls) do
    for x <- 1..calls, do: ^x = GenServer.call(server, x)
  end

  defp call_64 do
    {:ok, server} = Sum.start()
    time = time(fn -> together(64, fn _ -> call(server, 2_000) end) end)
    GenServer.stop(server)
    [figure("call_64", "ns", time, 64 * 2_000)]
  end

  defp cast_1, do: [figure("cast_1", "ns", casts(1), @casts)]
  defp cast_4, do: [figure("cast_4", "ns", casts(4), @casts)]

  defp casts(producers) do
    {:ok, server} = Sum.start()

    time =
      time(fn ->
        together(producers, fn _ ->
          for _ <- 1..div(@casts, producers), do: GenServer.cast(server, 1)
        end)

        @casts = GenServer.call(server, 0, :infinity)
      end)

    GenServer.stop(server)
    time
  end

  defp spawn_rss_stop do
    before = :erlang.memory(:processes)

    {time, servers} =
      :timer.tc(fn ->
        for _ <- 1..@servers do
          {:ok, server} = Sum.start()
          server
        end
      end)

    weight = :erlang.memory(:processes) - before
    for server <- Enum.take_every(servers, 1_000), do: 5 = GenServer.call(server, 5)
    monitors = Enum.map(servers, &Process.monitor/1)

    stop =
      time(fn ->
        for server <- servers, do: Process.exit(server, :kill)
        for monitor <- monitors, do: receive(do: ({:DOWN, ^monitor, _, _, _} -> :ok))
      end)

    [
      figure("spawn", "ns", time * 1_000, @servers),
      figure("rss", "bytes", weight, @servers),
      figure("stop", "ns", stop, @servers)
    ]
  end

  defp name_call do
    {:ok, registry} = Registry.start_link(keys: :unique, name: Names, partitions: 2)
    via = fn number -> {:via, Registry, {Names, "server #{number}"}} end
    names = List.to_tuple(for number <- 0..(@names - 1), do: via.(number))
    servers = for name <- Tuple.to_list(names), do: elem({:ok, _} = Sum.start(name), 1)

    time =
      time(fn ->
        together(2, fn client ->
          for x <- 1..100_000 do
            name = elem(names, rem(x * 7_919 + div(client * @names, 2), @names))
            ^x = GenServer.call(name, x)
          end
        end)
      end)

    for server <- servers, do: Process.exit(server, :kill)
    Process.unlink(registry)
    Supervisor.stop(registry)
    [figure("name_call", "ns", time, 200_000)]
  end

  defp restart do
    {:ok, supervisor} =
      Supervisor.start_link([Single], strategy: :one_for_one, max_restarts: 1_000_000)

    time = time(fn -> for x <- 1..@crashes, do: crash(x) end)
    Supervisor.stop(supervisor)
    [figure("restart", "ns", time, @crashes)]
  end

  defp crash(x) do
    GenServer.cast(Single, 1)
    GenServer.cast(Single, :crash)
    until_served(x)
  end

  # A new server's sum is 0: one that had not crashed would answer more than x.
  defp until_served(x) do
    ^x = GenServer.call(Single, x)
  catch
    :exit, _ -> until_served(x)
  end

  defp start_child do
    for {name, callers} <- [{"start_child", 1}, {"start_child_64", 64}] do
      {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)

      time =
        time(fn ->
          together(callers, fn caller ->
            for _ <- caller..(@children - 1)//callers do
              {:ok, _} = DynamicSupervisor.start_child(supervisor, {Sum, []})
            end
          end)
        end)

      %{active: @children} = DynamicSupervisor.count_children(supervisor)
      DynamicSupervisor.stop(supervisor)
      figure(name, "ns", time, @children)
    end
  end

  defp together(count, work) do
    for number <- 0..(count - 1) do
      Task.async(fn -> work.(number) end)
    end
    |> Task.await_many(:infinity)
  end

  # In nanoseconds.
  defp time(work) do
    start = System.monotonic_time(:nanosecond)
    work.()
    System.monotonic_time(:nanosecond) - start
  end

  defp figure(workload, unit, total, count), do: "#{workload} #{unit} #{total / count}"
end

Logger.configure(level: :none)
[rounds] = System.argv()
Compare.run(String.to_integer(rounds))
