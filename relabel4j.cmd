@echo off
rem Runs Relabel4J from its source tree: builds it first where it is missing or older than the sources.
setlocal
set "ROOT=%~dp0"
set "APPLICATION=%ROOT%cli\target\relabel4j"
powershell -NoProfile -Command ^
 "$built = Get-Item -LiteralPath '%APPLICATION%\built' -ErrorAction SilentlyContinue;" ^
 "$sources = @(Get-ChildItem -Path '%ROOT%pom.xml', '%ROOT%*\pom.xml') + @(Get-ChildItem -Path '%ROOT%*\src\main' -Recurse);" ^
 "$newer = $sources | Where-Object { $built -and $_.LastWriteTimeUtc -gt $built.LastWriteTimeUtc } | Select-Object -First 1;" ^
 "if (-not $built -or $newer) { exit 1 }"
if not errorlevel 1 goto run

if defined JAVA_HOME if not exist "%JAVA_HOME%\bin\javac.exe" goto no_jdk
echo Building Relabel4J (a few minutes on first use) ... 1>&2
rem Who has added ONNX Runtime, or what runs on Spark, keeps it.
set "MODULES=cli"
set "PROFILE="
if exist "%APPLICATION%\spark\relabel4j-spark-*.jar" set "MODULES=cli,spark"
if exist "%APPLICATION%\plugins\relabel4j-onnx.jar" (
    set "PROFILE=-Ponnx"
    set "MODULES=%MODULES%,onnx"
)
pushd "%ROOT%"
call mvnw.cmd --batch-mode -q %PROFILE% -DskipTests -Dspotless.check.skip=true -Denforcer.skip=true -pl %MODULES% -am package 1>&2
if errorlevel 1 (
    popd
    echo relabel4j: the build failed; run mvnw.cmd -DskipTests package to see all of it 1>&2
    exit /b 1
)
popd

:run
call "%APPLICATION%\bin\relabel4j.cmd" %*
exit /b %errorlevel%

:no_jdk
echo relabel4j: building needs a JDK 17 or newer, but JAVA_HOME is "%JAVA_HOME%" and there is no bin\javac.exe in it 1>&2
exit /b 1
