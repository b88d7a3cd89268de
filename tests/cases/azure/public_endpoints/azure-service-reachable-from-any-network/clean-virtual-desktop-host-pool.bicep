resource hostPool 'Microsoft.DesktopVirtualization/hostPools@2024-04-03' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
