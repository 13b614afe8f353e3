@echo off
rem Segments photos: examples\segment --help lists the options.
rem Builds what it needs the first time; delete examples\command-line\target to have it built again.
rem Needs a JDK 17 or newer. The environment variables are those of the script segment beside this file.
setlocal

for %%D in ("%~dp0..") do set "ROOT=%%~fD"
set "MODULE=%ROOT%\examples\command-line"
set "CLASS_PATH_FILE=%MODULE%\target\class-path.txt"
set "BUILT=%MODULE%\target\built"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java.exe"
)

rem A Java before 17 does not know the option, and no Java fails as well.
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
  echo segment: found no Java 17 or newer; install a JDK, then put it on the PATH or set JAVA_HOME to its folder. 1>&2
  exit /b 1
)

if exist "%BUILT%" goto run
echo segment: building, which may take a minute or two 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -B -ntp -pl examples/command-line -am -Denforcer.skip process-classes 1>&2
if errorlevel 1 (
  popd
  echo segment: the build failed; what Maven says stands above. 1>&2
  exit /b 1
)
popd
type nul > "%BUILT%"

:run
for /f "usebackq delims=" %%L in ("%CLASS_PATH_FILE%") do set "CLASS_PATH=%MODULE%\target\classes;%%L"
rem Releases of ONNX Runtime from 1.29.0 on report their use to their maker unless told not to.
set "ORT_DISABLE_TELEMETRY=1"
"%JAVA%" -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %JAVA_OPTS% -cp "%CLASS_PATH%" io.github.segmentation4j.examples.segment.Main %*
